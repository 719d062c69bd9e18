import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectAccessible, useBrowser, whenAlive } from '#tests/support/browser.ts';
import { useOwnServer, type OwnAssociation } from '#tests/support/own-server.ts';

const { visit, signIn } = useBrowser();
const own = useOwnServer();
const MEGABYTE = 1_000_000;
const MEMBERS = path.resolve(import.meta.dirname, '../fixtures/people/paheko_import_members.csv');

let association: OwnAssociation;
beforeAll(async () => {
	association = await own.found('Les imports');
});

async function atImport() {
	const seen = await visit({ url: own.url() });
	await signIn(seen.page, association.administrator);
	await seen.page.goto(`/${association.slug}/people/import`);
	await whenAlive(seen.page);
	return seen;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const lineOf = (page: Page, number: number) =>
	page.locator('li', { hasText: new RegExp(`^\\s*Ligne ${number}\\b`) });
/** What stands there, with plain spaces. */
const words = async (place: Locator) => (await place.innerText()).replaceAll(/\s+/g, ' ');
/** A file let go over the zone, as from the desktop. */
async function drop(page: Page, name: string, content: string): Promise<void> {
	const transfer = await page.evaluateHandle(
		([fileName, text]) => {
			const dropped = new DataTransfer();
			dropped.items.add(new File([text], fileName, { type: 'text/csv' }));
			return dropped;
		},
		[name, content] as const
	);
	await page
		.getByLabel('Fichier', { exact: true })
		.dispatchEvent('drop', { dataTransfer: transfer });
	await page.getByText(name).waitFor();
}

describe('a file of 300 MB', () => {
	it('is refused in the browser, before anything leaves', async () => {
		const { page, mishaps } = await atImport();
		const folder = await mkdtemp(path.join(os.tmpdir(), 'essaim-heavy-'));
		const heavy = path.join(folder, 'membres.csv');
		const file = await open(heavy, 'w');
		await file.truncate(300 * MEGABYTE);
		await file.close();
		let posts = 0;
		page.on('request', (sent) => (posts += sent.method() === 'POST' ? 1 : 0));
		await page.getByLabel('Fichier', { exact: true }).setInputFiles(heavy);
		expect(await words(page.locator('#field-file-error'))).toMatch(
			/« membres\.csv » pèse 300.Mo, c’est plus que les 25.Mo admis/
		);
		await press(page, 'Lire le fichier');
		expect(posts).toBe(0);
		await expectAccessible(page);
		await page.getByLabel('Fichier', { exact: true }).setInputFiles({
			name: 'petit.csv',
			mimeType: 'text/csv',
			buffer: Buffer.from('Nom\nLe Bihan')
		});
		expect(await page.locator('#field-file-error').count()).toBe(0);
		expect(mishaps).toEqual([]);
		await rm(folder, { recursive: true });
	});

	it('is refused by the server as soon as it is announced', async () => {
		const { status, text } = await announce(`/${association.slug}/people/import`, 300 * MEGABYTE);
		expect(status).toBe(413);
		expect(text).toMatch(/Ce fichier est trop gros\s: la limite est de 25\sMo/);
	});
});

describe('a file with faulty lines', () => {
	it('has them named, and is imported without them when told so', async () => {
		const { page, mishaps } = await atImport();
		const lines = [
			'Nom;Prénom;Adresse e-mail;Date d’inscription',
			'Kerbrat;Anne;anne@example.org;01/09/2025',
			'Kerbrat;Bleuenn;bleuenn@example.org;31/02/2025',
			';;personne@example.org;01/09/2025',
			'Kerbrat;Corentin;corentin@example.org;02/09/2025'
		];
		await drop(page, 'fautes.csv', lines.join('\n'));
		await press(page, 'Lire le fichier');
		await page.waitForURL(/\/import\/[0-9a-f-]{36}/);
		const faulty = lineOf(page, 3);
		expect(await words(faulty)).toContain('31/02/2025');
		expect(await words(faulty)).toContain('cette date n’existe pas');
		expect(await words(lineOf(page, 4))).toContain('aucun nom');
		await press(page, 'Importer sans les lignes en erreur');
		await page.getByText('L’import est fait.').waitFor();
		await page.goto(`/${association.slug}/people?q=Kerbrat`);
		const list = await words(page.locator('main'));
		expect(list).toContain('Anne');
		expect(list).toContain('Corentin');
		expect(list).not.toContain('Bleuenn');
		expect(mishaps).toEqual([]);
	});
});

describe('the members of another program', () => {
	it('are understood, looked over, imported, and taken back', async () => {
		const { page, mishaps } = await atImport();
		await drop(page, 'membres.csv', await readFile(MEMBERS, 'utf8'));
		await press(page, 'Lire le fichier');
		await page.waitForURL(/\/import\/[0-9a-f-]{36}/);
		const address = page.url();
		expect(await words(page.locator('main'))).toContain('membres.csv : 50 lignes lues');
		const chosen = (label: string) =>
			page
				.getByLabel(label, { exact: true })
				.evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.label);
		expect(await chosen('Nom & prénom')).toBe('Nom et prénom (le nom d’abord)');
		expect(await chosen('Ville')).toBe('Ville');
		expect(await words(lineOf(page, 2))).toContain('Brest');

		await page.getByLabel('Ville', { exact: true }).selectOption({ label: 'Ne pas importer' });
		await press(page, 'Voir ce qui va changer');
		await lineOf(page, 2).filter({ hasNotText: 'Brest' }).waitFor();
		expect(await chosen('Ville')).toBe('Ne pas importer');
		expect(await words(lineOf(page, 2))).toContain('09271');
		await expectAccessible(page);

		await press(page, 'Importer 50 personnes');
		await page.getByText('L’import est fait.').waitFor();
		await page.getByRole('link', { name: 'Voir les membres' }).click();
		const search = page.getByRole('searchbox', { name: 'Chercher par nom' });
		await search.fill('membre2@example.org');
		await search.press('Enter');
		await page
			.getByRole('link', { name: /Inès 2/ })
			.first()
			.click();
		await page.getByRole('heading', { level: 1, name: /Dubois/ }).waitFor();
		const person = page.url();
		expect(await words(page.locator('main'))).toContain('09271');
		expect(await words(page.locator('main'))).not.toContain('Brest');

		await page.goto(address);
		await press(page, 'Annuler cet import');
		await page.getByText('tout est comme avant').waitFor();
		expect((await page.goto(person))?.status()).toBe(404);
		expect(mishaps).toEqual([]);
	});
});

/** A request that says how much it would send, and sends nothing. */
function announce(where: string, bytes: number): Promise<{ status: number; text: string }> {
	return new Promise((resolve, reject) => {
		const origin = own.url();
		const headers = {
			'content-length': bytes,
			'content-type': 'multipart/form-data; boundary=x',
			'accept-language': 'fr',
			origin
		};
		const sent = request(new URL(where, origin), { method: 'POST', headers }, (answer) => {
			let text = '';
			answer.setEncoding('utf8').on('data', (part: string) => (text += part));
			answer.on('end', () => {
				resolve({ status: answer.statusCode ?? 0, text });
				sent.destroy();
			});
		});
		sent.on('error', reject).flushHeaders();
	});
}
