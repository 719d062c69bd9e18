import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { expectAccessible, useBrowser, whenAlive } from '#tests/support/browser.ts';

const { visit, signIn } = useBrowser();
const home = () => `/${inject('slug')}`;

async function arrives(page: Page, who: string): Promise<Page> {
	await signIn(page, who);
	return page;
}

/** The address of the first person whom the list finds. */
async function found(page: Page, name: string): Promise<string> {
	await page.goto(`${home()}/people?q=${encodeURIComponent(name)}`);
	const link = page.getByRole('row').getByRole('link', { name }).first();
	return (await link.getAttribute('href')) ?? '';
}

describe('two who edit one person', () => {
	it.each([true, false])(
		'the second is shown the difference and loses nothing (scripts: %s)',
		async (javaScript) => {
			const claire = await visit({ javaScript });
			const madeleine = await visit({ javaScript });
			const first = await arrives(claire.page, 'administrator');
			const second = await arrives(madeleine.page, 'secretary');
			const who = await found(first, javaScript ? 'Camille Autret' : 'Karim Autret');
			const edit = `${who.split('?')[0]}/edit`;
			await first.goto(edit);
			await second.goto(edit);
			if (javaScript) await Promise.all([whenAlive(first), whenAlive(second)]);

			await first.getByLabel('Ville').fill('Douarnenez');
			await first.getByLabel('Téléphone', { exact: false }).first().fill('06 11 22 33 44');
			await first.getByRole('button', { name: 'Enregistrer' }).click();
			await first.waitForURL((url) => !url.pathname.endsWith('/edit'));

			const phone = second.getByLabel('Téléphone', { exact: false }).first();
			await phone.fill('06 55 66 77 88');
			await second
				.getByLabel(/^Notes/)
				.first()
				.fill('Vue au marché');
			await second.getByRole('button', { name: 'Enregistrer' }).click();
			const alert = second.getByRole('alert');
			await alert.waitFor();
			const said = (await alert.innerText()).replaceAll(/\s/g, ' ');
			expect(said).toMatch(/modifiée entre-temps/);
			expect(said).toMatch(/par « Douarnenez » entre-temps ; cela restera ainsi/);
			expect(said).toMatch(/par « 06 11 22 33 44 » entre-temps ; ce que vous avez écrit/);
			expect(await phone.inputValue()).toBe('06 55 66 77 88');
			expect(
				await second
					.getByLabel(/^Notes/)
					.first()
					.inputValue()
			).toBe('Vue au marché');
			if (javaScript) await expectAccessible(second);

			await second.getByRole('button', { name: 'Enregistrer' }).click();
			await second.waitForURL((url) => !url.pathname.endsWith('/edit'));
			for (const kept of ['Douarnenez', '06 55 66 77 88', 'Vue au marché']) {
				await second.getByText(kept).first().waitFor();
			}
			expect([...claire.mishaps, ...madeleine.mishaps]).toEqual([]);
		}
	);
});

describe('a member', () => {
	it('goes from home to their space and corrects a telephone, by keyboard and on a telephone', async () => {
		const { page, mishaps } = await visit({ width: 360 });
		await arrives(page, 'aicha');
		await page.goto(home());
		await whenAlive(page);
		const link = page.getByRole('main').getByRole('link', { name: 'Mon espace' });
		await link.focus();
		await page.keyboard.press('Enter');
		await page.waitForURL(/\/me$/);
		await page.getByRole('link', { name: 'Corriger mes coordonnées' }).focus();
		await page.keyboard.press('Enter');
		await page.waitForURL(/\/me\/edit/);
		const phone = page.getByLabel('Téléphone', { exact: false }).first();
		expect(await phone.inputValue()).toMatch(/^0\d( \d\d){4}$/);
		await phone.focus();
		await page.keyboard.press('Control+a');
		await page.keyboard.type('06 98 00 11 22');
		await page.keyboard.press('Enter');
		await page.waitForURL(/\/me(\?|$)/);
		await page.getByText('06 98 00 11 22').first().waitFor();
		await expectAccessible(page);
		expect(mishaps).toEqual([]);
	});

	it('registers a child for an activity, and takes it back, without scripts', async () => {
		const { page, mishaps } = await visit({ width: 360, javaScript: false });
		await arrives(page, 'aicha');
		await page.goto(`${home()}/activities`);
		await page.getByRole('link', { name: 'Taille des arbres fruitiers' }).click();
		await page.getByRole('button', { name: /Inscrire Malo/ }).click();
		const leave = page.getByRole('button', { name: /Malo/ });
		await leave.waitFor();
		expect(await leave.innerText()).not.toMatch(/^Inscrire/);
		await leave.click();
		await page.getByRole('button', { name: /Inscrire Malo/ }).waitFor();
		expect(mishaps).toEqual([]);
	});
});

describe('the roll-call', () => {
	it('goes on without network, and is sent once it is back', async () => {
		const { page } = await visit({ width: 360 });
		await arrives(page, 'secretary');
		await page.goto(`${home()}/activities`);
		await page.getByRole('link', { name: 'Taille des arbres fruitiers' }).click();
		await page
			.getByRole('link', { name: /Faire l’appel/ })
			.first()
			.click();
		await page.waitForURL(/\/sessions\//);
		await whenAlive(page);
		const present = page.locator('button[name=mark][value$=" present"]').first();
		await page.context().setOffline(true);
		await present.click();
		expect(await present.getAttribute('aria-pressed')).toBe('true');
		await page
			.locator('main p[aria-live=polite]')
			.getByText(/appui|attend/)
			.waitFor();
		await page.context().setOffline(false);
		await page.getByText(/enregistré/i).waitFor();
		await page.reload();
		const again = page.locator('button[name=mark][value$=" present"]').first();
		expect(await again.getAttribute('aria-pressed')).toBe('true');
	});
});
