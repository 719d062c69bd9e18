import type { Locator, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expectAccessible, useBrowser } from '#tests/support/browser.ts';
import {
	makeDataFolder,
	startServerProcess,
	type ServerProcess
} from '#tests/support/running-server.ts';

const { visit } = useBrowser();
let data: Awaited<ReturnType<typeof makeDataFolder>>;
let server: ServerProcess;

beforeEach(async () => {
	data = await makeDataFolder();
	server = await startServerProcess(data.folder);
});
afterEach(async () => {
	await server.stop();
	await data.remove();
});

const words = async (place: Locator) => (await place.innerText()).replaceAll(/\s+/g, ' ');
const heading = (page: Page) => words(page.getByRole('heading', { level: 1 }));
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
/** The answer to a refused form is another page when there is no JavaScript. */
async function create(page: Page): Promise<void> {
	const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
	await page.getByRole('button', { name: 'Créer l’association' }).click();
	await answered;
	await page.waitForLoadState();
}

describe('a server that has just been installed', () => {
	it.each([{ javaScript: false, width: 360 }, { javaScript: true }])(
		'refuses what is wrong, says where, and keeps what was typed: %o',
		async (look) => {
			const { page, mishaps } = await visit({ ...look, url: server.url });
			await page.goto('/');
			await page.getByRole('link', { name: 'Créer' }).click();
			await field(page, 'Nom de l’association').fill('   ');
			await page.getByText('Numéros, couleur et logo').click();
			await field(page, 'Numéro SIREN (facultatif)').fill('123 456 789');
			await page.getByLabel('D’autres dates').check();
			await field(page, 'Premier jour (facultatif)').fill('01/09/2026');
			await field(page, 'Dernier jour (facultatif)').fill('31/08/2025');
			await field(page, 'Prénom').fill('Nolwenn');
			await field(page, 'Nom').fill('Le Scouarnec');
			await field(page, 'Adresse électronique').fill('nolwenn@example.org');
			await field(page, 'Mot de passe').fill('deux barques au mouillage');
			await create(page);
			expect(await words(page.locator('#field-name-error'))).not.toBe('');
			expect(await words(page.locator('#field-siren-error'))).toContain('neuf chiffres');
			expect(await field(page, 'Numéro SIREN (facultatif)').inputValue()).toBe('123 456 789');
			expect(await field(page, 'Adresse électronique').inputValue()).toBe('nolwenn@example.org');
			expect(await field(page, 'Mot de passe').inputValue()).toBe('');

			await field(page, 'Nom de l’association').fill('Les Amis du Blavet');
			await field(page, 'Numéro SIREN (facultatif)').fill('');
			await field(page, 'Mot de passe').fill('deux barques au mouillage');
			await create(page);
			expect(await words(page.locator('main'))).toContain('Un exercice finit après son début');
			expect(await page.getByLabel('D’autres dates').isChecked()).toBe(true);
			expect(await field(page, 'Dernier jour (facultatif)').inputValue()).toBe('31/08/2025');
			expect(new URL(page.url()).pathname).toBe('/new');
			expect(mishaps).toEqual([]);
		}
	);

	it('gets its association, whose founder takes the first steps and invites somebody', async () => {
		const { page, mishaps } = await visit({ url: server.url });
		await page.goto('/');
		await expectAccessible(page);
		await page.getByRole('link', { name: 'Créer' }).click();
		await expectAccessible(page);
		await field(page, 'Nom de l’association').fill('Les Amis du Blavet');
		await field(page, 'Prénom').fill('Nolwenn');
		await field(page, 'Nom').fill('Le Scouarnec');
		await field(page, 'Adresse électronique').fill('nolwenn@example.org');
		await field(page, 'Mot de passe').fill('deux barques au mouillage');
		await create(page);
		await page.waitForURL('**/les-amis-du-blavet');
		expect(await heading(page)).toContain('Nolwenn');
		const steps = page.locator('section', { has: page.getByText('Premiers pas') }).last();
		expect(await steps.getByRole('listitem').count()).toBe(4);
		for (const href of await steps.getByRole('link').evaluateAll(addressesOf)) {
			expect((await page.request.get(href)).status(), href).toBe(200);
		}
		await expectAccessible(page);

		await steps.getByRole('link', { name: 'Inviter d’autres personnes' }).click();
		await field(page, 'Adresse électronique').fill('gildas@example.org');
		await page.getByRole('button', { name: 'Envoyer l’invitation' }).click();
		expect(await words(page.getByRole('status'))).toContain('gildas@example.org');
		await page.getByRole('link', { name: 'Les Amis du Blavet' }).first().click();
		await page.getByRole('link', { name: 'Voir : 1 message' }).click();
		await page.waitForURL('**/settings/mail');
		const mail = page.locator('tr', { hasText: 'gildas@example.org' }).first();
		await mail.waitFor();
		expect(mishaps).toEqual([]);
	});
});

const addressesOf = (links: Element[]) => links.map((link) => (link as HTMLAnchorElement).href);
