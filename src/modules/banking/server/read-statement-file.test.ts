import { describe, expect, it } from 'vitest';
import { checkBalances } from '../domain/balances.ts';
import { bankFile } from '../testing/statement-file.ts';
import { readStatementFile } from './read-statement-file.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = async (name: string) => readStatementFile(await bankFile(name), name);

/** Format, then for each statement: currency, opening, closing, amounts. */
const SAMPLES = {
	'camt052.v2.sample.xml': ['camt.052', ['SEK', null, null, -20000000]],
	'camt052.v8.sample.xml': ['camt.052', ['SEK', null, null, -20000000]],
	'camt053.v2.minimal.sample.xml': ['camt.053', ['EUR', 1815, -2700, 885]],
	'camt053.v2.multi.statement.sample.xml': [
		'camt.053',
		['EUR', 1815, 2700, 885],
		['EUR', 2700, 2000, -700]
	],
	'camt053.v8.sample.xml': ['camt.053', ['EUR', 1815, -2700, 885]],
	'camt054.v2.sample.xml': ['camt.054', ['SEK', null, null, -20000000]],
	'camt054.v8.sample.xml': ['camt.054', ['SEK', null, null, -20000000]],
	'oca_test-camt053.xml': ['camt.053', ['EUR', 1556827, 1512112, -75425, -66405, 140531]],
	'oca_test-camt053-no-ntry.xml': ['camt.053', ['CHF', 152076, 152076]],
	'oca_test-camt054.xml': ['camt.054', ['EUR', null, null, 500]],
	'oca_test_ofx.ofx': ['ofx-2', ['USD', null, 215656, -8000, -9000, -10000, -9000]],
	'oca_test_qif.qif': ['qif', ['EUR', null, null, -100000, -7546, -37900, -2028, -42135]],
	'oca_balance.csv': ['csv', ['EUR', 1000, 151000, -3350, 153350]],
	'oca_multi_currency.csv': ['csv', ['USD', null, null, -3350], ['EUR', null, null, 152500]],
	'batches.synthetic.xml': ['camt.053', ['EUR', 100000, 104250, 6000, -2000, 250]],
	'ofx1-closed.synthetic.ofx': ['ofx-1', ['EUR', null, 119176, 2000, -6280]],
	'ofx1-open.synthetic.ofx': ['ofx-1', ['EUR', null, 119176, 2000, -6280]],
	'quicken.synthetic.qif': ['qif', ['EUR', null, null, 2000, -106280]],
	'credit-mutuel.synthetic.csv': ['csv', ['EUR', 123456, 132926, 2000, -6280, -750, 14500]],
	'credit-agricole.synthetic.csv': ['csv', ['EUR', null, 132926, 2000, -6280, -750, 14500]],
	'banque-postale.synthetic.csv': ['csv', ['EUR', null, 132926, 2000, -6280, -750, 14500]],
	'bnp.synthetic.csv': ['csv', ['EUR', null, 132926, 2000, -6280, -750, 14500]],
	'credit-cooperatif.synthetic.csv': ['csv', ['EUR', null, null, 2000, -6280, -750, 14500]],
	'caisse-epargne.synthetic.csv': ['csv', ['EUR', 123456, 132926, 2000, -6280, -750, 14500]],
	'credit-agricole.synthetic.xls': ['csv', ['EUR', null, 132926, 2000, -6280, -750, 14500]],
	'caisse-epargne.synthetic.xls': ['csv', ['EUR', null, null, 2000, -6280, -750, 14500]],
	'qonto.synthetic.csv': ['csv', ['EUR', null, null, 2000, -6280, -750]]
} as const;

describe('files of banks', () => {
	it.each(Object.entries(SAMPLES))('%s is read with its balances', async (name, expected) => {
		const { format, statements, questions, faults } = await read(name);
		const told = statements.map(({ currency, opening, closing, lines }) => [
			currency,
			opening?.cents ?? null,
			closing?.cents ?? null,
			...lines.map(({ cents }) => cents)
		]);
		expect([format, ...told]).toEqual(expected);
		expect([...questions, ...faults]).toEqual([]);
	});

	it('oca_test_ofx_wrong.ofx is refused with all that lacks', async () => {
		await expect(read('oca_test_ofx_wrong.ofx')).rejects.toMatchObject({
			code: 'banking.ofx-value-missing',
			faults: [
				{ path: 'line 21', parameters: { tag: 'CURDEF' } },
				{ path: 'line 21', parameters: { tag: 'BANKACCTFROM' } },
				{ path: 'line 42', parameters: { tag: 'DTPOSTED' } },
				{ path: 'line 42', parameters: { tag: 'TRNAMT' } }
			]
		});
	});

	it('keeps operations of a batch, the payment’s own currency and charges; leaves out what is pending', async () => {
		const [statement] = (await read('batches.synthetic.xml')).statements;
		const [batch, returned, foreign] = statement?.lines ?? [];
		expect(batch?.parts.map(({ cents, counterparty }) => [cents, counterparty])).toEqual([
			[2000, 'Jeanne Dupont'],
			[2500, 'Paul Le Goff'],
			[1500, 'Aline Kerdoncuff']
		]);
		expect(returned).toMatchObject({
			cents: -2000,
			counterparty: 'Jeanne Dupont',
			reference: 'E1'
		});
		expect(foreign).toMatchObject({
			original: { amount: '3.40', currency: 'USD', rate: '1.13' },
			chargesCents: 50
		});
		expect(statement).toMatchObject({
			pending: 1,
			account: { iban: 'FR1420041010050500013M02606' }
		});
		expect(statement && checkBalances(statement).gapCents).toBe(0);
	});

	it('reads account, period and balance around the table of a French bank', async () => {
		const [agricole] = (await read('credit-agricole.synthetic.csv')).statements;
		expect(agricole).toMatchObject({
			account: { number: '12345678901' },
			from: '2026-11-01',
			to: '2026-11-22',
			closing: { cents: 132926, day: '2026-11-22' }
		});
		expect(agricole?.lines[0]).toMatchObject({
			day: '2026-11-02',
			label: 'VIREMENT EN VOTRE FAVEUR DUPONT JEANNE'
		});
		const [epargne] = (await read('caisse-epargne.synthetic.csv')).statements;
		expect(epargne).toMatchObject({ account: { number: '08001234567', name: 'LES JARDINS' } });
		expect((await read('qonto.synthetic.csv')).statements[0]?.pending).toBe(1);
	});

	it('gives bank, branch and account of an OFX file side by side, as in an IBAN', async () => {
		const [statement] = (await read('ofx1-open.synthetic.ofx')).statements;
		expect(statement?.account.number).toBe('155892970100012345678');
		expect(statement?.lines[1]).toMatchObject({ reference: '0001234', bankReference: 'F2' });
	});

	it('asks for the order of the days of a QIF file that does not tell, and takes the answer', async () => {
		const text = bytes('!Type:Bank\nD03/04/2026\nT-5,00\nPPain\n^\n');
		const asked = await readStatementFile(text, 'a.qif');
		expect(asked).toMatchObject({ questions: ['date-order'], orders: ['dmy', 'mdy'] });
		const told = await readStatementFile(text, 'a.qif', { order: 'mdy' });
		expect(told.questions).toEqual([]);
		expect(told.statements[0]?.lines[0]?.day).toBe('2026-03-04');
	});

	it.each([
		['', 'banking.file-empty'],
		[':20:STARTUMS\n:25:20041010050500013M026\n:61:2611021102C20,00NTRF', 'banking.file-unknown'],
		[`0120041    00101EUR2 00013M02606${' '.repeat(90)}`, 'banking.file-unknown'],
		['<?xml version="1.0"?><!DOCTYPE x><Document/>', 'banking.file-doctype'],
		['<Document><CstmrCdtTrfInitn/></Document>', 'banking.file-other-message'],
		['<html><body>Session expirée</body></html>', 'platform.tabular-web-page'],
		[
			'OFXHEADER:100\n<OFX><SIGNONMSGSRSV1></SIGNONMSGSRSV1></OFX>',
			'banking.ofx-without-statement'
		],
		['!Type:Cat\nNPain\n^\n', 'banking.qif-without-account'],
		['!Type:Bank\nD13/13/2026\nT5\n^\n', 'banking.day-unreadable'],
		['!Type:Bank\nD13/11/2026\nTcinq\n^\n', 'banking.amount-unreadable'],
		['!Type:Bank\nD13/11/2026\n', 'banking.file-truncated']
	])('refuses %j', async (text, code) => {
		await expect(readStatementFile(bytes(text), 'x')).rejects.toMatchObject({ code });
	});

	it('refuses a file cut short, at any place, or says what lacks', async () => {
		const whole = await bankFile('batches.synthetic.xml');
		for (const length of [500, 1500, 2500, whole.length - 30]) {
			const cut = readStatementFile(whole.subarray(0, length), 'x.xml');
			await expect(cut).rejects.toMatchObject({ code: expect.stringMatching(/^banking\.file-/) });
		}
	});

	it('tells the line of an amount or a day that is none', async () => {
		const text =
			'Date;Libellé;Montant\n02/11/2026;Pain;-5,00\n03/11/2026;Lait;deux\n31/02/2026;Sel;1,00\n';
		const { faults, statements } = await readStatementFile(bytes(text), 'x.csv');
		expect(faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
			'line 3 banking.amount-unreadable',
			'line 4 banking.day-unreadable'
		]);
		expect(statements[0]?.lines).toHaveLength(1);
	});
});
