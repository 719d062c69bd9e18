import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectAccessible, useBrowser } from '#tests/support/browser.ts';
import { useOwnServer } from '#tests/support/own-server.ts';

const { visit, signIn } = useBrowser();
const own = useOwnServer();
const NAMES = 'Anne Brieuc Corentin Dana Enora Fañch Gwenn Herve Ines Jakez'.split(' ');
const OTHERS = ['Klervi', 'Loeiz'];

const words = async (place: Locator) => (await place.innerText()).replaceAll(/\s+/g, ' ');
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

/** A form that is sent without JavaScript, or by it: what it answers is there afterwards. */
async function press(page: Page, place: Locator): Promise<void> {
	const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
	await place.click();
	await answered;
	await page.waitForLoadState();
}

/** Twelve people and the page of dues, in an association of the test's own. */
async function atDues(javaScript: boolean) {
	const association = await own.found('Les cotisations');
	const seen = await visit({ url: own.url(), javaScript, width: javaScript ? 1280 : 360 });
	const { page } = seen;
	await signIn(page, association.administrator);
	const home = `/${association.slug}`;
	for (const firstName of [...NAMES, ...OTHERS]) {
		await page.request.post(`${home}/people/new`, {
			form: { kind: 'natural', firstName, lastName: 'Kermarrec' },
			headers: { origin: own.url() }
		});
	}
	await page.goto(`${home}/membership`);
	return { ...seen, home };
}

async function defineFee(page: Page): Promise<void> {
	await page.getByRole('link', { name: 'Définir une cotisation' }).first().click();
	await field(page, 'Nom').fill('Adhésion');
	await button(page, 'Ajouter un tarif').click();
	await field(page, 'Nom du tarif').nth(1).waitFor();
	await field(page, 'Nom du tarif').nth(0).fill('Plein');
	await field(page, 'Montant').nth(0).fill('vingt');
	await field(page, 'Nom du tarif').nth(1).fill('Réduit');
	await field(page, 'Montant').nth(1).fill('12,50');
	await press(page, button(page, 'Enregistrer').last());
	expect(await words(page.getByRole('alert'))).toMatch(/montant/i);
	expect(await field(page, 'Nom du tarif').nth(1).inputValue()).toBe('Réduit');
	await field(page, 'Montant').nth(0).fill('20');
	await press(page, button(page, 'Enregistrer').last());
	await page.getByRole('heading', { name: /^Adhésion/ }).waitFor();
	const fee = await words(page.locator('main'));
	expect(fee).toContain('Plein, 20,00 €');
	expect(fee).toContain('Réduit, 12,50 €');
}

/** Ticks the people, looks at what will be written, and takes their payments; answers the page. */
async function collect(
	page: Page,
	home: string,
	how: { names: readonly string[]; means: string; tariff: string; total: string }
): Promise<string> {
	await page.goto(`${home}/membership/collect`);
	await field(page, 'Tarif').selectOption({ label: how.tariff });
	await field(page, how.means).check();
	for (const name of how.names)
		await page.getByLabel(new RegExp(`^Kermarrec ${name}|^${name} K`)).check();
	await page.getByRole('button', { name: 'Vérifier' }).last().click();
	const pay = button(page, new RegExp(`^Encaisser ${how.total}`));
	await pay.waitFor();
	await press(page, pay);
	await page.waitForURL(/\/collect\/[0-9a-f-]{36}$/);
	return page.url();
}

/** The lines of the entry have the same total on both sides. */
async function expectBalanced(page: Page, address: string, total: string): Promise<void> {
	await page.goto(address);
	const [debit, credit] = await page.locator('tfoot td').allInnerTexts();
	expect(debit).toBe(credit);
	expect(debit?.replaceAll(/\s/g, ' ')).toBe(total);
}

describe.each([{ javaScript: true }, { javaScript: false }])('dues, %o', ({ javaScript }) => {
	it('are defined, paid by ten in one form, written, and cancelled', async () => {
		const { page, mishaps, home } = await atDues(javaScript);
		await defineFee(page);
		const full = 'Plein, 20,00\u202f€';
		const reduced = 'Réduit, 12,50\u202f€';
		await collect(page, home, {
			names: ['Klervi'],
			means: 'Espèces',
			tariff: reduced,
			total: '12,50'
		});
		await collect(page, home, {
			names: ['Loeiz'],
			means: 'Virement',
			tariff: full,
			total: '20,00'
		});
		const ten = { names: NAMES, means: 'Chèque', tariff: full, total: '200,00' };
		const collection = await collect(page, home, ten);
		expect(await words(page.getByRole('heading', { level: 1 }))).toBe(
			'10 cotisations encaissées, 200,00 €'
		);
		if (javaScript) await expectAccessible(page);

		const people = await page.locator('main li a[href*="/people/"]').evaluateAll(addressesOf);
		const entries = await page.locator('main li a[href*="/entries/"]').evaluateAll(addressesOf);
		expect(new Set(people).size).toBe(10);
		expect(new Set(entries).size).toBe(10);
		for (const person of people) {
			await page.goto(person);
			const told = await words(page.locator('main'));
			expect(told).toContain('À jour jusqu’au');
			expect(told).toMatch(/par chèque.*20,00 €/);
		}
		for (const entry of entries) await expectBalanced(page, entry, '20,00 €');
		await page.goto(`${home}/accounting`);
		expect(await page.locator('tbody tr').count()).toBe(12);

		await page.goto(collection);
		const line = page.getByRole('listitem').filter({ hasText: 'Enora' });
		await line.locator('summary').click();
		await line.getByLabel('Pourquoi').fill('Chèque sans provision');
		await press(page, line.getByRole('button', { name: 'Annuler cet encaissement' }));
		await page.getByText('9 cotisations encaissées').waitFor();
		expect(await words(line)).toContain('annulé : Chèque sans provision');
		const reversal = await line.locator('a[href*="/entries/"]').last().getAttribute('href');
		await expectBalanced(page, reversal ?? '', '20,00 €');
		await page.goto(collection);
		await line.getByRole('link', { name: /Enora/ }).click();
		await page.getByRole('heading', { level: 1, name: /Enora/ }).waitFor();
		expect(await words(page.locator('main'))).toContain('Doit 20,00 €');
		expect(mishaps).toEqual([]);
	});
});

const addressesOf = (links: Element[]) => links.map((link) => (link as HTMLAnchorElement).href);
