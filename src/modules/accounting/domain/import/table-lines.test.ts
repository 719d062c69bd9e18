import { expect, it } from 'vitest';
import { tableLines } from './table-lines.ts';

function read(text: string) {
	const [header = [], ...rows] = text.split('\n').map((line) => line.split(';'));
	return [...tableLines({ header, rows, lineNumbers: rows.map((_, index) => index + 2) })];
}

const sides = (text: string) =>
	read(text).map(({ accountCode, accountLabel, debitCents, creditCents }) => [
		...[accountCode, accountLabel, debitCents, creditCents]
	]);

it('takes an account apart from its name when both stand in one cell, and leaves codes with signs alone', () => {
	const pairs = 'Date;Libellé;Compte de débit;Compte de crédit;Montant\n10/01/2025;Don';
	expect(sides(`${pairs};512A - Compte courant;754 Dons;20.00`)).toEqual([
		['512A', 'Compte courant', 2000, 0],
		['754', 'Dons', 0, 2000]
	]);
	const lines = 'Date;Compte;Débit;Crédit\n10/01/2025';
	for (const code of ['512 000', '512-1 a', '411DUPONT', '5121', '401 LE']) {
		expect(sides(`${lines};${code};1,00;`)).toEqual([[code, '', 100, 0]]);
	}
	expect(sides(`${lines};512:Banque;1,00;`)).toEqual([['512', 'Banque', 100, 0]]);
});

it('tells the side of an amount by its sign when no column does', () => {
	const text = 'Date;Compte;Montant\n10/01/2025;512000;20,00\n10/01/2025;756000;-20,00';
	expect(sides(text)).toEqual([
		['512000', '', 2000, 0],
		['756000', '', 0, 2000]
	]);
	expect(sides('Date;Compte;Montant\n10/01/2025;512000;vingt')).toEqual([
		['512000', '', undefined, 0]
	]);
});

it('keeps the account of a third party and the reference of a payment', () => {
	const [line] = read(
		'Date;Compte général;Compte tiers;Débit;Crédit;Référence ligne\n10/01/2025;411000;DUPONT;20,00;;CHQ 12'
	);
	expect(line?.extra).toMatchObject({ auxiliaryCode: 'DUPONT', reference: 'CHQ 12' });
	const [simple] = read(
		'Date;Référence paiement;Compte de débit;Compte de crédit;Montant\n10/01/2025;CHQ 12;512A;756;20,00'
	);
	expect(simple?.extra).toMatchObject({ reference: 'CHQ 12' });
});

it('refuses a table without amounts', () => {
	expect(() => read('Date;Compte;Libellé\n10/01/2025;512;x')).toThrow(
		expect.objectContaining({ code: 'accounting.import-columns-unknown' })
	);
});
