import { describe, expect, it } from 'vitest';
import { readStatementFile } from './read-statement-file.ts';

/** Layouts that French banks were seen to write, typed by hand. */
const FILES = {
	BoursoBank: `\ufeffdateOp;dateVal;label;category;supplierFound;amount;comment;accountNum;accountLabel;accountbalance
2026-11-02;2026-11-02;"VIR SEPA DUPONT";"Virements";"dupont";20,00;;00040123456;"BoursoBank";1250.35
2026-11-05;2026-11-05;"CARTE LECLERC";"Alim";"leclerc";-62,80;;00040123456;"BoursoBank";1250.35`,
	LCL: `02/11/2026;20,00;Virement;;VIR SEPA DUPONT;;
05/11/2026;-62,80;Carte;;CB LECLERC;0;Divers
22/11/2026;957,20;;01234 567890A`,
	'Société générale': `="0300400123400012345678";02/11/2026;22/11/2026;2;22/11/2026;957,20 EUR

Date de l'opération;Libellé;Détail de l'écriture;Montant de l'opération;Devise
02/11/2026;VIR RECU;VIR RECU DE DUPONT;20,00;EUR
05/11/2026;CARTE X1234;CARTE X1234 LECLERC;-62,80;EUR`,
	CIC: `Date;Date de valeur;Débit;Crédit;Libellé;Solde
02/11/2026;02/11/2026;;20,00;VIR DUPONT;1020,00
05/11/2026;05/11/2026;-62,80;;CB LECLERC;957,20`,
	Revolut: `Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance
TRANSFER,Current,2026-11-02 10:00:00,2026-11-02 10:00:01,Dupont,20.00,0.00,EUR,COMPLETED,1020.00
CARD_PAYMENT,Current,2026-11-04 10:00:00,2026-11-05 10:00:01,Leclerc,-62.80,0.00,EUR,COMPLETED,957.20
CARD_PAYMENT,Current,2026-11-06 10:00:00,,Attente,-5.00,0.00,EUR,PENDING,`,
	N26: `"Date","Payee","Account number","Transaction type","Payment reference","Amount (EUR)"
"2026-11-02","Dupont","FR1420041010050500013M02606","Income","cotisation","20.0"
"2026-11-05","Leclerc","","MasterCard Payment","","-62.8"`,
	'balances among the lines': `Date;Libellé;Débit;Crédit
01/11/2026;Solde initial;;1000,00
02/11/2026;VIR DUPONT;;20,00
05/11/2026;CB LECLERC;62,80;
22/11/2026;SOLDE FINAL;;957,20
Total;;62,80;20,00`,
	'signs behind': `Date;Libellé;Montant
02/11/26;VIR DUPONT;20,00+
05/11/26;CB LECLERC;62,80-
;;`
} as const;

const TOLD: Record<keyof typeof FILES, readonly [string | null, number | null, number | null]> = {
	BoursoBank: ['00040123456', null, null],
	LCL: ['01234567890A', null, 95720],
	'Société générale': ['0300400123400012345678', null, 95720],
	CIC: [null, 100000, 95720],
	Revolut: [null, 100000, 95720],
	N26: [null, null, null],
	'balances among the lines': [null, 100000, 95720],
	'signs behind': [null, null, null]
};

describe('tables of other banks', () => {
	it.each(Object.keys(FILES) as (keyof typeof FILES)[])('%s', async (name) => {
		const bytes = new TextEncoder().encode(FILES[name]);
		const { statements, faults, questions } = await readStatementFile(bytes, 'releve.csv');
		expect([...faults, ...questions]).toEqual([]);
		const told = statements.map(({ account, opening, closing, lines }) => [
			[account.number, opening?.cents ?? null, closing?.cents ?? null],
			lines.map(({ day, cents }) => [day, cents])
		]);
		const lines = [
			['2026-11-02', 2000],
			['2026-11-05', -6280]
		];
		expect(told).toEqual([[TOLD[name], lines]]);
	});

	it('an account told of some lines is that of whoever paid', async () => {
		const { statements } = await readStatementFile(new TextEncoder().encode(FILES.N26), 'n26.csv');
		expect(statements[0]?.lines[0]).toMatchObject({
			counterparty: 'Dupont',
			counterpartyIban: 'FR1420041010050500013M02606'
		});
	});
});
