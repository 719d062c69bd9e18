import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { describe, expect, inject, it } from 'vitest';
import { useBrowser } from '#tests/support/browser.ts';

const { visit, signIn } = useBrowser();
const home = () => `/${inject('slug')}`;
const password = 'trois abeilles au vol';

async function press(page: Page, name: string): Promise<void> {
	await page.getByRole('button', { name, exact: true }).first().click();
	await page.waitForLoadState();
}

/** The one-time link of the last mail to an address, as an administrator hands it over. */
async function handOver(administrator: Page, email: string): Promise<string> {
	await administrator.goto(`${home()}/settings/mail`);
	await administrator.locator('tr', { hasText: email }).first().getByRole('link').first().click();
	await administrator.getByRole('button', { name: 'Montrer le message' }).click();
	const text = await administrator.locator('article').innerText();
	const link = /https?:\/\/\S+\/(?:link|invitation)\/\S+/.exec(text)?.[0];
	return new URL(link ?? 'no link').pathname;
}

describe('signing in, without JavaScript', () => {
	it('refuses an unknown person and a wrong password with the same sentence', async () => {
		const { page, mishaps } = await visit({ javaScript: false, width: 360 });
		const sentences = [];
		for (const email of ['personne@example.org', inject('personas')[0]?.email ?? '']) {
			await page.goto('/sign-in');
			await page.getByLabel('Adresse électronique').fill(email);
			await page.getByLabel('Mot de passe').fill('un autre mot de passe');
			await press(page, 'Se connecter');
			sentences.push(await page.getByRole('alert').innerText());
			expect(await page.getByLabel('Adresse électronique').inputValue()).toBe(email);
		}
		expect(sentences[0]).toContain('ne vont pas ensemble');
		expect(sentences[1]).toBe(sentences[0]);
		expect(mishaps).toEqual([]);
	});

	it('leads back to where the person was going, never to another site', async () => {
		const { page } = await visit({ javaScript: false });
		await page.goto(`${home()}/settings/access`);
		expect(new URL(page.url()).pathname).toBe('/sign-in');
		const persona = inject('personas').find(({ role }) => role === 'administrator');
		await page.getByLabel('Adresse électronique').fill(persona?.email ?? '');
		await page.getByLabel('Mot de passe').fill(persona?.password ?? '');
		await press(page, 'Se connecter');
		expect(new URL(page.url()).pathname).toBe(`${home()}/settings/access`);
		await page.goto('/sign-in?next=//example.org/');
		expect(new URL(page.url()).origin).toBe(new URL(inject('url')).origin);
	});
});

describe('an invitation', () => {
	it('is sent, handed over, accepted; its role changes, then its access ends', async () => {
		const email = 'nouvelle-venue@example.org';
		const { page: administrator, mishaps } = await visit({ javaScript: false });
		await signIn(administrator, 'administrator');
		await administrator.goto(`${home()}/settings/access`);
		await administrator.getByLabel('Adresse électronique').fill(email);
		await press(administrator, 'Envoyer l’invitation');
		expect(await administrator.getByRole('status').innerText()).toContain(email);
		const path = await handOver(administrator, email);

		const { page: guest } = await visit({ javaScript: false, width: 360 });
		await guest.goto(path);
		await guest.goto(path);
		await guest.getByLabel('Votre nom').fill('Nouvelle Venue');
		await guest.getByLabel('Choisissez un mot de passe').fill('motdepasse');
		await press(guest, 'Entrer dans l’association');
		expect(await guest.locator('.error, [id$=-error]').first().innerText()).toContain('en premier');
		await guest.getByLabel('Choisissez un mot de passe').fill(password);
		await press(guest, 'Entrer dans l’association');
		expect(new URL(guest.url()).pathname).toBe(home());
		expect((await guest.goto(`${home()}/settings/access`))?.status()).toBe(403);

		await administrator.goto(`${home()}/settings/access`);
		const row = administrator.locator('li', { hasText: email });
		await row.locator('summary').click();
		await row.getByLabel('Rôle').selectOption('administrator');
		await row.getByRole('button', { name: 'Enregistrer' }).click();
		expect((await guest.goto(`${home()}/settings/access`))?.status()).toBe(200);

		await row.locator('summary').click();
		await row.getByRole('button', { name: 'Retirer l’accès' }).click();
		expect(await row.count()).toBe(0);
		expect((await guest.goto(home()))?.status()).toBe(404);
		await guest.goto('/associations');
		expect(await guest.getByRole('heading').allInnerTexts()).toContain(
			'Vous n’avez encore accès à aucune association'
		);
		expect(mishaps).toEqual([]);
	});
});

describe('a sign-in link', () => {
	it('waits for its button, opens once, and the session ends when one signs out', async () => {
		const persona = inject('personas').find(({ role }) => role === 'member');
		const email = persona?.email ?? '';
		const { page: administrator } = await visit();
		await signIn(administrator, 'administrator');
		const { page, mishaps } = await visit({ javaScript: false });
		await page.goto('/sign-in');
		await page.getByLabel('Adresse électronique').fill(email);
		await press(page, 'Recevoir un lien par mél');
		expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Regardez vos méls');
		const path = await handOver(administrator, email);
		await page.goto(path);
		await page.goto(path);
		await press(page, 'Se connecter');
		expect(new URL(page.url()).pathname).toBe(home());
		await page.goto(path);
		expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Ce lien ne sert plus');
		await page.goto('/associations');
		await press(page, 'Se déconnecter');
		await page.goto(home());
		expect(new URL(page.url()).pathname).toBe('/sign-in');
		expect(mishaps).toEqual([]);
	});
});

describe('the look of the association', () => {
	it('takes a colour and a logo, and refuses what is not an image', async () => {
		const { page, mishaps } = await visit();
		await signIn(page, 'administrator');
		await page.goto(`${home()}/settings`);
		const send = async (buffer: Buffer) => {
			await page
				.getByLabel('Logo')
				.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer });
			await press(page, 'Enregistrer');
		};
		await send(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
		expect(await page.locator('#field-logo-error').innerText()).toContain('image');
		await page.getByLabel('Prune').check();
		const size = { width: 40, height: 40, channels: 3 as const, background: '#7a3b69' };
		await send(await sharp({ create: size }).png().toBuffer());
		expect(await page.getByRole('status').innerText()).toContain('enregistré');
		const logo = page.locator('aside img');
		expect(await logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(40);
		expect(await page.getByLabel('Prune').isChecked()).toBe(true);
		await page.getByLabel('Sapin').check();
		await page.getByLabel('Retirer ce logo').check();
		await press(page, 'Enregistrer');
		expect(await logo.count()).toBe(0);
		expect(mishaps).toEqual([]);
	});
});

describe('a token', () => {
	it('is shown once, opens the API, and ends', async () => {
		const { page } = await visit();
		await signIn(page, 'administrator');
		await page.goto('/account/tokens');
		await page.getByLabel('Pour quel programme').fill('Essai');
		await press(page, 'Créer le jeton');
		const secret = await page.locator('code').innerText();
		const ask = () =>
			fetch(`${inject('url')}/api/v1/association`, {
				headers: { authorization: `Bearer ${secret}` }
			});
		expect((await ask()).status).toBe(200);
		await page.reload();
		await page.goto('/account/tokens');
		expect(await page.locator('code').count()).toBe(0);
		await page.getByRole('button', { name: 'Reprendre le jeton Essai' }).first().click();
		await page.waitForLoadState();
		expect((await ask()).status).toBe(401);
	});
});
