import { describe, expect, it } from 'vitest';
import { parseDay } from '#shared/day.ts';
import { parseCents } from '#shared/money.ts';
import { readTable } from '#platform/server/tabular/read-table.ts';
import { bytesOf } from '#platform/server/tabular/tabular.testing.ts';
import { writeTable } from '#platform/server/tabular/write-table.ts';
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
	'N26, with partners': `"Booking Date","Value Date","Partner Name","Partner Iban",Type,"Payment Reference","Account Name","Amount (EUR)","Original Amount","Original Currency","Exchange Rate"
2026-11-02,2026-11-02,Dupont,FR1420041010050500013M02606,"Credit Transfer",cotisation,Principal,20.00,,,
2026-11-05,2026-11-05,Leclerc,,Presentment,-,Principal,-62.80,-62.80,EUR,1`,
	'SumUp, what is left of each payment': `Date de versement,Référence,Montant,Frais,Montant net,Statut
2026-11-02,PO-1,20.44,0.44,20.00,Payé
2026-11-05,PO-2,-62.80,0.00,-62.80,Payé`,
	'balances among the lines': `Date;Libellé;Débit;Crédit
01/11/2026;Solde initial;;1000,00
02/11/2026;VIR DUPONT;;20,00
05/11/2026;CB LECLERC;62,80;
22/11/2026;SOLDE FINAL;;957,20
Total;;62,80;20,00`,
	'Société générale, professionals': `Compte :;30003 01234 00012345678 90
Solde :;957,20;EUR

Date de comptabilisation;Libellé complet de l'opération;Débit;Crédit;Devise;Date de valeur;Libellé interbancaire
05/11/2026;CARTE X1234 LECLERC;-62,80;;EUR;05/11/2026;CARTE
02/11/2026;VIR SEPA RECU DUPONT;;20,00;EUR;02/11/2026;VIREMENT`,
	'Qonto in English': `Status,Settlement date (UTC),Operation date (UTC),Settlement date (local),Operation date (local),Total amount (incl. VAT),Currency,Total amount (incl. VAT) (local),Currency (local),Counterparty name,Payment method,Initiator,Reference,Note,Account name,IBAN
settled,02-11-2026 10:00:00,02-11-2026 09:00:00,02-11-2026 11:00:00,02-11-2026 10:00:00,20.0,EUR,20.0,EUR,Dupont,Transfer,,Cotis,,Main,FR7616958000011234567890123
settled,05-11-2026 10:00:00,05-11-2026 09:00:00,05-11-2026 11:00:00,05-11-2026 10:00:00,-62.8,EUR,-62.8,EUR,Leclerc,Card,,,,Main,FR7616958000011234567890123`,
	'PayPal, what is left of each payment': `\ufeff"Date","Heure","Fuseau horaire","Nom","Type","État","Devise","Avant commission","Commission","Net","De l'adresse email","À l'adresse email","Numéro de transaction","Solde","Impact sur le solde"
"02/11/2026","10:00:00","CET","Jeanne Dupont","Paiement","Terminé","EUR","21,00","-1,00","20,00","j@exemple.org","a@exemple.org","1AB","1.020,00","Crédit"
"05/11/2026","10:00:00","CET","Leclerc","Paiement","Terminé","EUR","-62,80","0,00","-62,80","a@exemple.org","l@exemple.org","2AB","957,20","Débit"`,
	Stripe: `id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC),Description
txn_1,charge,ch_1,20.55,0.55,20.00,eur,2026-11-02 10:00,2026-11-09 00:00,Cotisation
txn_2,payout,po_1,-62.80,0.00,-62.80,eur,2026-11-05 10:00,2026-11-05 00:00,Virement`,
	'overdrawn, in words above the table': `Compte n° 12345678901
Solde débiteur au 22/11/2026;957,20

Date;Débit;Crédit;Libellé
02/11/2026;;20,00;VIR DUPONT
05/11/2026;62,80;;CB LECLERC`,
	'side told by letters under another name': `Date d'opération;Libellé;Montant;Type
02/11/2026;VIR DUPONT;20,00;C
05/11/2026;CB LECLERC;62,80;D`,
	'balances of a printed statement, dashes for nothing': `Date;Libellé;Débit;Crédit
01/11/2026;ANCIEN SOLDE CREDITEUR AU 31.10.2026;-;1000,00
02/11/2026;VIR DUPONT;-;20,00
05/11/2026;CB LECLERC;62,80;-
30/11/2026;NOUVEAU SOLDE CREDITEUR AU 30.11.2026;-;957,20`,
	'an account overdrawn at both ends': `Date;Libellé;Débit;Crédit
01/11/2026;ANCIEN SOLDE DEBITEUR AU 31.10.2026;100,00;
02/11/2026;VIR DUPONT;;20,00
05/11/2026;CB LECLERC;62,80;
30/11/2026;NOUVEAU SOLDE DEBITEUR AU 30.11.2026;142,80;`,
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
	'N26, with partners': [null, null, null],
	'SumUp, what is left of each payment': [null, null, null],
	'balances among the lines': [null, 100000, 95720],
	'Société générale, professionals': ['30003012340001234567890', null, 95720],
	'Qonto in English': [null, null, null],
	'PayPal, what is left of each payment': [null, 100000, 95720],
	Stripe: [null, null, null],
	'overdrawn, in words above the table': ['12345678901', null, -95720],
	'side told by letters under another name': [null, null, null],
	'balances of a printed statement, dashes for nothing': [null, 100000, 95720],
	'an account overdrawn at both ends': [null, -10000, -14280],
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

	it('lines of one day, the newest on top: the column of balances tells their order', async () => {
		const text = `Date;Débit;Crédit;Libellé;Solde
02/11/2026;-62,80;;CB LECLERC;957,20
02/11/2026;;20,00;VIR DUPONT;1020,00`;
		const { statements } = await readStatementFile(new TextEncoder().encode(text), 'cm.csv');
		expect(statements[0]).toMatchObject({
			...{ opening: { cents: 100000 }, closing: { cents: 95720 }, remarks: [] },
			lines: [{ cents: 2000 }, { cents: -6280 }]
		});
	});

	it.each([
		['BoursoBank', 'xlsx'],
		['BoursoBank', 'ods'],
		['CIC', 'xlsx'],
		['CIC', 'ods'],
		['N26', 'xlsx'],
		['Société générale, professionals', 'ods']
	] as const)('%s, as a workbook with days and numbers: %s', async (name, format) => {
		const csv = new TextEncoder().encode(FILES[name].split('\n\n').at(-1));
		const { header, rows } = await readTable(csv);
		const kindOf = (place: number): 'day' | 'money' | 'text' => {
			const said = rows.map((row) => row[place] ?? '').filter(Boolean);
			if (said.length > 0 && said.every((text) => parseDay(text))) return 'day';
			const amount = /^[+-]?\d+[.,]\d+$/;
			return said.length > 0 && said.every((text) => amount.test(text)) ? 'money' : 'text';
		};
		const columns = header.map((label, place) => ({
			...{ key: `c${place}`, label, kind: kindOf(place) }
		}));
		const cellOf = (text: string, kind: string) => {
			if (text === '') return undefined;
			return kind === 'day' ? parseDay(text) : kind === 'money' ? parseCents(text) : text;
		};
		const cells = rows.map((row) =>
			Object.fromEntries(
				columns.map(({ key, kind }, place) => [key, cellOf(row[place] ?? '', kind)])
			)
		);
		const bytes = await bytesOf(writeTable({ name: 'releve', columns, rows: cells }, format));
		const { statements, questions, faults } = await readStatementFile(bytes, `releve.${format}`);
		expect([...questions, ...faults]).toEqual([]);
		expect(statements.map(({ lines }) => lines.map(({ day, cents }) => [day, cents]))).toEqual([
			[
				['2026-11-02', 2000],
				['2026-11-05', -6280]
			]
		]);
	});

	it('an account told of some lines is that of whoever paid', async () => {
		const { statements } = await readStatementFile(new TextEncoder().encode(FILES.N26), 'n26.csv');
		expect(statements[0]?.lines[0]).toMatchObject({
			counterparty: 'Dupont',
			counterpartyIban: 'FR1420041010050500013M02606'
		});
	});
});
