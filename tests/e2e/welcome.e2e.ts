import { describe, expect, inject, it } from 'vitest';
import { expectAccessible, useBrowser } from '#tests/support/browser.ts';

const { visit, signIn } = useBrowser();

describe('the first page', () => {
	it('lets a visitor take the place of a persona, without JavaScript', async () => {
		const { page, mishaps } = await visit({ javaScript: false });
		await page.goto('/');
		await page.getByRole('button', { name: 'Entrer comme Madeleine' }).click();
		await page.waitForURL(`/${inject('slug')}`);
		expect(await page.locator('h1').textContent()).toBe('Bonjour Madeleine.');
		expect(await page.getByRole('heading', { name: 'Trésorerie' }).count()).toBe(0);
		expect(mishaps).toEqual([]);
	});

	it('is reached by keyboard and fits a telephone', async () => {
		const { page, mishaps } = await visit({ width: 360, dark: true });
		await page.goto('/');
		await expectAccessible(page);
		await page.getByRole('button', { name: 'Entrer comme Claire' }).focus();
		await page.keyboard.press('Enter');
		await page.waitForURL(`/${inject('slug')}`);
		await expectAccessible(page);
		const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
		expect(wide).toBe(false);
		expect(mishaps).toEqual([]);
	});
});

describe('creating an association', () => {
	it.each([true, false])(
		'places what is wrong at its field (JavaScript: %s)',
		async (javaScript) => {
			const { page, mishaps } = await visit({ javaScript });
			await page.goto('/new');
			await page.getByLabel('Nom de l’association').fill('Les Amis du bourg');
			await page.getByLabel('Prénom').fill('Yann');
			await page.getByLabel('Nom', { exact: true }).fill('Riou');
			await page.getByLabel('Adresse électronique').fill('yann.riou@exemple.org');
			await page.getByLabel('Mot de passe').fill('motdepasse');
			await page.getByRole('button', { name: 'Créer l’association' }).click();
			const fault = page.locator('#field-password-error');
			await fault.waitFor();
			expect(await fault.textContent()).toContain('que l’on essaie en premier');
			expect(await page.getByLabel('Nom de l’association').inputValue()).toBe('Les Amis du bourg');
			if (javaScript) await expectAccessible(page);
			expect(mishaps).toEqual([]);
		}
	);
});

describe('the home page', () => {
	it('says what is so, and what waits', async () => {
		const { page, mishaps } = await visit();
		await signIn(page, 'administrator');
		await page.goto(`/${inject('slug')}`);
		await expectAccessible(page);
		expect(await page.locator('h1').textContent()).toBe('Bonjour Claire.');
		for (const title of ['À faire', 'Trésorerie', 'Derniers mouvements']) {
			expect(await page.getByRole('heading', { name: title }).count()).toBe(1);
		}
		expect(mishaps).toEqual([]);
	});

	it('shows a member their own dues', async () => {
		const { page } = await visit({ width: 360 });
		await signIn(page, 'member');
		await page.goto(`/${inject('slug')}`);
		expect(await page.locator('main').textContent()).toContain('Vous êtes à jour jusqu’au');
		expect(await page.locator('main').textContent()).not.toContain('Trésorerie');
	});
});
