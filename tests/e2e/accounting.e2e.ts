import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { expectAccessible, useBrowser, whenAlive } from '#tests/support/browser.ts';

const { visit, signIn } = useBrowser();
const accounts = () => `/${inject('slug')}/accounting`;

async function open(javaScript: boolean, width = 1280) {
	const visited = await visit({ javaScript, width });
	await signIn(visited.page, 'treasurer');
	return visited;
}

async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
	for (const [name, value] of Object.entries(fields)) {
		const field = page.locator(`main [name="${name}"]`);
		if ((await field.evaluate((element) => element.tagName)) === 'SELECT') {
			await field.selectOption(value);
		} else await field.fill(value);
	}
}

async function press(page: Page, name: string): Promise<void> {
	await page.locator('main').getByRole('button', { name, exact: true }).click();
}

/** The notice that names the entry just written, and its page. */
async function follow(page: Page): Promise<string> {
	await page.waitForURL(/written=/);
	await page.getByRole('link', { name: 'Voir l’écriture' }).click();
	await page.waitForURL(/\/entries\//);
	return page.locator('main').innerText();
}

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('whoever has no business with the accounts', () => {
	it.each(['secretary', 'member'])('is refused as %s, and sees no door', async (role) => {
		const { page, mishaps } = await visit();
		await signIn(page, role);
		expect(await page.getByRole('link', { name: 'Comptes', exact: true }).count()).toBe(0);
		for (const path of ['', '/record/expense', '/ledger', '/income-statement', '/years']) {
			const answer = await page.goto(accounts() + path);
			expect([403, 404]).toContain(answer?.status());
		}
		expect(mishaps).toEqual([]);
	});

	it('reads without writing, as accountant', async () => {
		const { page } = await visit();
		await signIn(page, 'accountant');
		await page.goto(accounts());
		expect(await page.getByRole('link', { name: 'Noter une dépense' }).count()).toBe(0);
		const id = (await page.locator('tbody a').first().getAttribute('href')) ?? '';
		await page.goto(id);
		expect(await page.getByRole('button', { name: /inverse/ }).count()).toBe(0);
	});
});

describe('whoever is quicker than the scripts', () => {
	it('keeps what they chose and typed meanwhile', async () => {
		const { page, mishaps } = await open(true, 360);
		let arrive = () => {};
		const arrival = new Promise<void>((resolve) => (arrive = resolve));
		await page.route('**/_app/immutable/**/*.js', async (route) => {
			await arrival;
			await route.continue();
		});
		await page.goto(`${accounts()}/record/expense`, { waitUntil: 'commit' });
		await fill(page, { label: 'Brouette', meaning: 'equipment' });
		arrive();
		await whenAlive(page);
		expect(await page.locator('[name=label]').inputValue()).toBe('Brouette');
		expect(await page.locator('[name=meaning]').inputValue()).toBe('equipment');
		await fill(page, { amountCents: '45,00' });
		await page.locator('main', { hasText: 'au débit de' }).waitFor();
		expect(mishaps).toEqual([]);
	});
});

describe.each([
	['with JavaScript', true],
	['without JavaScript', false]
])('money noted in plain words, %s', (_, javaScript) => {
	it('says what is wrong with an amount and keeps what was typed, voucher too', async () => {
		const { page, mishaps } = await open(javaScript, 360);
		await page.goto(`${accounts()}/record/expense`);
		await fill(page, {
			label: 'Terreau pour la serre',
			amountCents: 'beaucoup',
			meaning: 'equipment'
		});
		await page.locator('main [name=files]').setInputFiles({
			name: 'facture.pdf',
			mimeType: 'application/pdf',
			buffer: Buffer.from('%PDF-1.4')
		});
		await press(page, 'Enregistrer');
		await page.getByRole('alert').first().waitFor();
		expect(await page.getByRole('alert').first().innerText()).toContain('en chiffres');
		expect(await page.locator('[name=label]').inputValue()).toBe('Terreau pour la serre');
		expect(await page.locator('[name=amountCents]').inputValue()).toBe('beaucoup');
		expect(await page.locator('[name=meaning]').inputValue()).toBe('equipment');
		expect(await page.locator('[name=kept]').inputValue()).toMatch(/ facture\.pdf$/);
		await fill(page, { amountCents: '62,80' });
		await press(page, 'Enregistrer');
		const entry = plain(await follow(page));
		expect(entry).toContain('62,80 € payés avec');
		expect(entry).toMatch(/6063 .*\n?.*62,80 €/);
		expect(await page.locator('a', { hasText: 'facture.pdf' }).count()).toBe(1);
		expect(mishaps).toEqual([]);
	});

	it('shows what will be written, writes an income, then undoes it', async () => {
		const { page, mishaps } = await open(javaScript);
		await page.goto(`${accounts()}/record/income`);
		await fill(page, { label: 'Don de la kermesse', amountCents: '1 234,50', meaning: 'gifts' });
		if (!javaScript) await press(page, 'Voir ce qui sera écrit');
		const preview = page.locator('main', { hasText: 'au débit de' });
		await preview.waitFor();
		expect(plain(await preview.innerText())).toMatch(
			/1 234,50 € au débit de 51\d+ .*au crédit de 754/
		);
		await press(page, 'Enregistrer et en noter une autre');
		await page.waitForURL(/record\/income\?written=/);
		expect(await page.locator('[name=label]').inputValue()).toBe('');
		await press(page, 'Annuler');
		await page.waitForURL(/\/entries\//);
		expect(await page.locator('main').innerText()).toMatch(/Annulée par BQ-/);
		expect(mishaps).toEqual([]);
	});

	it('moves money from the bank to the cash box', async () => {
		const { page } = await open(javaScript);
		await page.goto(`${accounts()}/record/transfer`);
		await fill(page, { label: 'Fonds de caisse', amountCents: '50', from: '5121', to: '5121' });
		await press(page, 'Enregistrer');
		await page.getByRole('alert').first().waitFor();
		await fill(page, { to: '530' });
		await press(page, 'Enregistrer');
		expect(plain(await follow(page))).toContain('50,00 € passés de');
	});

	it('takes an entry line by line, refused while it does not balance', async () => {
		const { page, mishaps } = await open(javaScript);
		await page.goto(`${accounts()}/entries/new`);
		await fill(page, {
			label: 'Heures offertes',
			'lines.0.account': '864',
			'lines.0.debitCents': '100',
			'lines.2.account': '875',
			'lines.2.creditCents': '90'
		});
		await press(page, 'Ajouter des lignes');
		await page.locator('[name="lines.9.account"]').waitFor();
		await press(page, 'Enregistrer');
		await page.getByRole('alert').first().waitFor();
		await page.locator('[name^="lines."][name$=".creditCents"]').nth(1).fill('100');
		await press(page, 'Enregistrer');
		expect(await follow(page)).toContain('875');
		expect(mishaps).toEqual([]);
	});
});

describe('the reports', () => {
	const pages = [
		['journal', ''],
		['ledger', '/ledger'],
		['account', '/ledger/5121'],
		['trial balance', '/trial-balance'],
		['income statement', '/income-statement?year=2025'],
		['balance sheet', '/balance-sheet'],
		['FEC', '/fec'],
		['years', '/years'],
		['chart', '/accounts?q=livret'],
		['expense', '/record/expense'],
		['expert entry', '/entries/new']
	] as const;

	it('are accessible, at 360 and 1280 pixels, light and dark, and as wide as the screen', async () => {
		for (const [width, dark] of [
			[360, true],
			[1280, false]
		] as const) {
			const { page, mishaps } = await visit({ width, dark });
			await signIn(page, 'treasurer');
			for (const [name, path] of pages) {
				await page.goto(accounts() + path);
				await expectAccessible(page);
				const past = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
				expect([name, past]).toEqual([name, 0]);
			}
			expect(mishaps).toEqual([]);
		}
	});

	it('lead from each number to its account, without JavaScript', async () => {
		const { page } = await open(false);
		await page.goto(`${accounts()}/income-statement?year=2025`);
		await page.locator('article td a').first().click();
		expect(page.url()).toMatch(/\/ledger\/7\d+\?year=2025$/);
		await page.locator('tbody a').first().click();
		expect(page.url()).toContain('/entries/');
	});

	it.each([
		['pdf', '%PDF'],
		['ods', 'PK'],
		['xlsx', 'PK'],
		['csv', '']
	])('are given as %s', async (format, magic) => {
		const { page } = await open(false);
		for (const report of [
			'journal',
			'ledger',
			'trial-balance',
			'income-statement',
			'balance-sheet'
		]) {
			const answer = await page.request.get(
				`${accounts()}/export?report=${report}&format=${format}`
			);
			expect([report, answer.status()]).toEqual([report, 200]);
			const body = await answer.body();
			expect(body.subarray(0, magic.length).toString('latin1')).toBe(magic);
			expect(body.length).toBeGreaterThan(200);
		}
	});

	it('give a FEC that our own check finds sound', async () => {
		const { page } = await open(false);
		await page.goto(`${accounts()}/fec`);
		const answer = await page.request.get(`${accounts()}/fec/file?year=2025&encoding=iso-8859-15`);
		expect(answer.status()).toBe(200);
		const name =
			/filename="([^"]+)"/.exec(answer.headers()['content-disposition'] ?? '')?.[1] ?? '';
		const file = { name, mimeType: 'text/plain', buffer: await answer.body() };
		await page.locator('[name=file]').setInputFiles(file);
		await press(page, 'Vérifier');
		expect(await page.locator('main').innerText()).toContain('Ce fichier est conforme');
		const spoilt = {
			...file,
			buffer: Buffer.from(file.buffer.toString('latin1').replace(/,\d\d\t/, ',99\t'), 'latin1')
		};
		await page.locator('[name=file]').setInputFiles(spoilt);
		await press(page, 'Vérifier');
		expect(await page.locator('main').innerText()).toContain('n’est pas conforme');
	});
});

describe('a voucher', () => {
	it('is never run as a page, whatever it claims to be', async () => {
		const { page } = await open(false);
		await page.goto(accounts());
		await page.goto((await page.locator('tbody a').first().getAttribute('href')) ?? '');
		await page.locator('[name=files]').setInputFiles({
			name: 'piège.html',
			mimeType: 'text/html',
			buffer: Buffer.from('<script>parent.hit = 1</script>')
		});
		await press(page, 'Joindre');
		const link = page.locator('a', { hasText: 'piège.html' });
		const answer = await page.request.get((await link.getAttribute('href')) ?? '');
		const headers = answer.headers();
		expect(headers['content-disposition']).toMatch(/^attachment/);
		expect(headers['content-type']).toBe('application/octet-stream');
		expect(headers['x-content-type-options']).toBe('nosniff');
		expect(headers['content-security-policy']).toContain('sandbox');
	});
});
