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

describe('two who change one household', () => {
	it('the second is told what the first did, and keeps what they typed', async () => {
		const claire = await visit();
		const madeleine = await visit({ width: 360 });
		const first = await arrives(claire.page, 'administrator');
		const second = await arrives(madeleine.page, 'secretary');
		await first.goto(`${home()}/people/households`);
		const link = first.getByRole('row').getByRole('link').first();
		const address = (await link.getAttribute('href')) ?? '';
		await first.goto(address);
		await second.goto(address);
		await Promise.all([whenAlive(first), whenAlive(second)]);

		await first.getByLabel('Nom du foyer').fill('Les Hortensias');
		await first.getByRole('button', { name: 'Enregistrer' }).click();
		await first.getByRole('heading', { level: 1, name: 'Les Hortensias' }).waitFor();

		const name = second.getByLabel('Nom du foyer');
		await name.fill('Les Camélias');
		await second.getByRole('button', { name: 'Enregistrer' }).click();
		const alert = second.getByRole('alert');
		await alert.waitFor();
		expect((await alert.innerText()).replaceAll(/\s/g, ' ')).toContain('« Les Hortensias »');
		expect(await name.inputValue()).toBe('Les Camélias');
		await expectAccessible(second);

		await second.getByRole('button', { name: 'Enregistrer' }).click();
		await second.getByRole('heading', { level: 1, name: 'Les Camélias' }).waitFor();
		expect([...claire.mishaps, ...madeleine.mishaps]).toEqual([]);
	});
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

/** The address of a roll-call to which several people are expected. */
async function aRollCall(page: Page): Promise<string> {
	await page.goto(`${home()}/activities`);
	await page.getByRole('link', { name: 'Taille des arbres fruitiers' }).click();
	const link = page.getByRole('link', { name: /Faire l’appel/ }).first();
	return (await link.getAttribute('href')) ?? '';
}

const button = (page: Page, state: string, at: number) =>
	page.locator(`button[name=mark][value$=" ${state}"]`).nth(at);
const isPressed = (page: Page, state: string, at: number) =>
	button(page, state, at).getAttribute('aria-pressed');
const saved = (page: Page) => page.getByText('Tout est enregistré.').waitFor();
const waits = (page: Page) => page.locator('main p[aria-live=polite]').getByText(/atten/).waitFor();

describe('the roll-call', () => {
	it('opens and goes on without network, and is sent once it is back', async () => {
		const { page } = await visit({ width: 360 });
		await arrives(page, 'secretary');
		await page.goto(await aRollCall(page));
		await whenAlive(page);
		await page.getByText('s’ouvre aussi sans réseau').waitFor();
		await expectAccessible(page);
		await button(page, 'absent', 0).click();
		await saved(page);

		await page.context().setOffline(true);
		await button(page, 'present', 1).click();
		await waits(page);
		await page.reload();
		await whenAlive(page);
		// What was sent after the page was kept, and what waits.
		expect(await isPressed(page, 'absent', 0)).toBe('true');
		expect(await isPressed(page, 'present', 1)).toBe('true');
		await button(page, 'present', 0).click();
		await button(page, 'excused', 1).click();
		await waits(page);
		await page.reload();
		await whenAlive(page);
		expect(await isPressed(page, 'present', 0)).toBe('true');

		let times = 0;
		page.on('request', (request) => {
			if (request.method() === 'PUT') times += 1;
		});
		await page.context().setOffline(false);
		await page.evaluate('dispatchEvent(new Event("online"))');
		await saved(page);
		expect(times).toBe(1);
		await page.reload();
		await whenAlive(page);
		expect(await isPressed(page, 'present', 0)).toBe('true');
		expect(await isPressed(page, 'excused', 1)).toBe('true');
		const kept = 'JSON.stringify(Object.values(localStorage))';
		expect(await page.evaluate(kept)).not.toMatch(/personId/);
	});

	it('tells what another teacher marked meanwhile, and keeps the last', async () => {
		const first = await visit({ width: 360 });
		const second = await visit({ width: 360 });
		await arrives(first.page, 'secretary');
		await arrives(second.page, 'administrator');
		const address = await aRollCall(first.page);
		for (const { page } of [first, second]) {
			await page.goto(address);
			await whenAlive(page);
		}
		await first.page.context().setOffline(true);
		await button(first.page, 'present', 2).click();
		await waits(first.page);
		await button(second.page, 'absent', 2).click();
		await saved(second.page);
		await first.page.context().setOffline(false);
		await first.page.evaluate('dispatchEvent(new Event("online"))');
		await first.page.getByText(/a noté «\sPas là\s» après vous/).waitFor();
		expect(await isPressed(first.page, 'absent', 2)).toBe('true');
		await button(first.page, 'present', 2).click();
		await saved(first.page);
	});

	it('leaves no name on the device of whoever signs out, and opens no more', async () => {
		const { page } = await visit({ width: 360 });
		await arrives(page, 'secretary');
		const address = await aRollCall(page);
		await page.goto(address);
		await page.getByText('s’ouvre aussi sans réseau').waitFor();
		await page.evaluate(
			`fetch('/sign-out', { method: 'POST', body: new URLSearchParams({ back: '/' }) })`
		);
		await page.goto('/sign-in');
		await whenAlive(page);
		await page.waitForFunction('caches.keys().then((names) => names.length === 0)');
		await page.context().setOffline(true);
		await expect(page.goto(address)).rejects.toThrow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
	});
});
