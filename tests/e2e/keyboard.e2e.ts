import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { useBrowser, whenAlive } from '#tests/support/browser.ts';

const { visit, signIn } = useBrowser();
const home = () => `/${inject('slug')}`;
const TABS_AT_MOST = 80;

/** What has the focus: its words, and whether one sees that it has it. */
function focused(page: Page): Promise<{ words: string; visible: boolean }> {
	return page.evaluate(() => {
		const element = document.activeElement as HTMLElement;
		const label = (element as HTMLInputElement).labels?.[0]?.innerText;
		const words = element.getAttribute('aria-label') ?? label ?? element.innerText;
		const drawn = (one: Element | null): boolean => {
			if (!one) return false;
			const { outlineStyle, outlineWidth } = getComputedStyle(one);
			return outlineStyle !== 'none' && outlineWidth !== '0px';
		};
		const { width, height } = element.getBoundingClientRect();
		// A field may hand its ring to the frame that holds it.
		const frames = [element, element.closest('label'), element.closest('fieldset')];
		return {
			words: words.replaceAll(/\s+/g, ' ').trim(),
			visible: width > 0 && height > 0 && frames.some(drawn)
		};
	});
}

/** Goes on with Tab until the words have the focus, which shows at each stop. */
async function tabTo(page: Page, words: string | RegExp): Promise<void> {
	const stops: string[] = [];
	for (let count = 0; count < TABS_AT_MOST; count += 1) {
		await page.keyboard.press('Tab');
		const stop = await focused(page);
		expect(stop.visible, `the focus shows on « ${stop.words} » of ${page.url()}`).toBe(true);
		if (typeof words === 'string' ? stop.words === words : words.test(stop.words)) return;
		stops.push(stop.words);
	}
	expect.fail(`Tab never comes to ${words} on ${page.url()}: ${stops.join(' | ')}`);
}

const headingIs = (page: Page, name: string | RegExp) =>
	page.getByRole('heading', { level: 1, name }).waitFor();

describe('by keyboard only', () => {
	it('the secretary signs in, finds a person, changes a phone number', async () => {
		const { page, mishaps } = await visit();
		const secretary = inject('personas').find(({ role }) => role === 'secretary');
		await page.goto('/sign-in');
		await tabTo(page, 'Adresse électronique');
		await page.keyboard.type(secretary?.email ?? '');
		await tabTo(page, 'Mot de passe');
		await page.keyboard.type(secretary?.password ?? '');
		await page.keyboard.press('Enter');
		await page.waitForURL(`**${home()}`);
		await page.getByRole('link', { name: 'Accueil', exact: true }).first().waitFor();
		await whenAlive(page);

		await page.keyboard.press('Control+k');
		expect((await focused(page)).visible).toBe(true);
		await page.keyboard.type('Aïcha');
		await page.keyboard.press('Enter');
		await page.waitForURL(/\/search\?q=/);
		await tabTo(page, /^Aïcha/);
		const name = (await focused(page)).words;
		await page.keyboard.press('Enter');
		await headingIs(page, name);

		await tabTo(page, 'Modifier');
		await page.keyboard.press('Enter');
		await headingIs(page, /Modifier la fiche/);
		await tabTo(page, /^Téléphone/);
		await page.keyboard.press('Control+a');
		await page.keyboard.type('douze');
		await page.keyboard.press('Enter');
		await page.getByRole('alert').waitFor();
		expect(await page.getByRole('alert').evaluate((box) => box === document.activeElement)).toBe(
			true
		);
		await tabTo(page, /numéro de téléphone n’est pas lisible/);
		await page.keyboard.press('Enter');
		expect((await focused(page)).words).toMatch(/^Téléphone/);
		await page.keyboard.press('Control+a');
		await page.keyboard.type('06 98 76 54 32');
		await page.keyboard.press('Enter');
		await headingIs(page, name);
		await page.getByText('06 98 76 54 32').first().waitFor();
		expect(mishaps).toEqual([]);
	});

	it('one skips the navigation', async () => {
		const { page } = await visit();
		await signIn(page, 'secretary');
		await page.goto(`${home()}/people`);
		await page.keyboard.press('Tab');
		expect(await focused(page)).toEqual({ words: 'Aller au contenu', visible: true });
		await page.keyboard.press('Enter');
		await page.keyboard.press('Tab');
		const inside = () => page.evaluate(() => document.activeElement?.closest('main')?.id);
		expect(await inside()).toBe('content');
	});

	it('a menu opens, is walked, and gives the focus back when it closes', async () => {
		const { page } = await visit();
		await signIn(page, 'secretary');
		await tabTo(page, /^Votre menu/);
		await page.keyboard.press('Enter');
		await tabTo(page, 'Mon compte');
		await page.keyboard.press('Escape');
		expect((await focused(page)).words).toMatch(/^Votre menu/);
		expect(await page.getByRole('link', { name: 'Mon compte' }).count()).toBe(0);
	});

	it('the treasurer accepts a line of the bank, and goes on with the one that takes its place', async () => {
		const { page, mishaps } = await visit();
		await signIn(page, 'treasurer');
		await page.goto(`${home()}/banking/5121/reconcile`);
		await whenAlive(page);
		await tabTo(page, /^Accepter [A-Z]/);
		const first = (await focused(page)).words;
		await page.keyboard.press('j');
		const second = (await focused(page)).words;
		expect(second).not.toBe(first);
		await page.keyboard.press('k');
		await page.keyboard.press('Enter');
		await page.getByRole('button', { name: 'Annuler' }).waitFor();
		await expect.poll(async () => (await focused(page)).words).toBe(second);
		await page.getByRole('button', { name: 'Annuler' }).click();
		await page.getByRole('button', { name: first }).waitFor();
		expect(mishaps).toEqual([]);
	});

	it('on a telephone, nothing covers the box that has the focus', async () => {
		const { page } = await visit({ width: 360 });
		await signIn(page, 'secretary');
		await page.goto(`${home()}/people/select`);
		await whenAlive(page);
		await page.getByRole('checkbox').first().focus();
		for (let box = 0; box < 25; box += 1) {
			await page.keyboard.press('Tab');
			const covered = await page.evaluate(() => {
				const { x, y, width, height } = (
					document.activeElement as HTMLElement
				).getBoundingClientRect();
				return document.elementFromPoint(x + width / 2, y + height / 2) !== document.activeElement;
			});
			expect(covered, (await focused(page)).words).toBe(false);
		}
	});
});
