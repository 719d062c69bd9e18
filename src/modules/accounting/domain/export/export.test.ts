import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import type { EntryLine } from './entry-lines.ts';
import { hledgerTransaction } from './hledger.ts';
import { pahekoColumns, pahekoRows, pairsOf } from './paheko.ts';

function line(accountCode: string, cents: number, over: Partial<EntryLine> = {}): EntryLine {
	return {
		...{ entryId: 'e', number: 'BQ-2025-0001', date: day('2025-03-01'), label: 'Loyer; mars' },
		...{ lineLabel: null, reference: 'F|1', thirdParty: null, accountCode, accountLabel: 'Compte' },
		...{ debitCents: Math.max(cents, 0), creditCents: Math.max(-cents, 0), validated: true },
		...over
	};
}

describe('hledgerTransaction', () => {
	it('writes what hledger reads, without the signs that cut its lines', () => {
		const lines = [line('6132', 120_05), line('5121', -120_05, { lineLabel: 'Part' })] as const;
		expect(hledgerTransaction([...lines])).toBe(
			`2025-03-01 * (BQ-2025-0001) Loyer, mars
    ; piece: F,1
    6132 Compte  120.05 EUR
    5121 Compte  -120.05 EUR  ; Part

`
		);
		const draft = hledgerTransaction([line('1', 1, { validated: false, reference: null })]);
		expect(draft).toContain(' ! (');
	});
});

describe('the layouts of Paheko', () => {
	it('have the columns of its own exports', () => {
		const names = (layout: 'full' | 'grouped' | 'simple') =>
			pahekoColumns(layout)
				.map(({ label }) => label)
				.join(',');
		expect(names('full')).toBe(
			"Numéro d'écriture,Type,Statut,Libellé,Date,Remarques,Numéro pièce comptable,Numéro compte,Libellé compte,Débit,Crédit,Référence ligne,Libellé ligne,Rapprochement,Lettrage,Projet analytique,Membres associés"
		);
		expect(names('grouped')).toBe(names('full'));
		expect(names('simple')).toBe(
			"Numéro d'écriture,Type,Statut,Libellé,Date,Remarques,Numéro pièce comptable,Référence paiement,Compte de débit,Compte de crédit,Montant,Projet analytique,Membres associés"
		);
	});

	it('name the entry on each line, or on the first one only', () => {
		const entry = [line('6132', 10), line('5121', -10)] as [EntryLine, EntryLine];
		expect(pahekoRows(entry, 'full')[1]).toHaveProperty('Date');
		expect(pahekoRows(entry, 'grouped')[1]).not.toHaveProperty('Date');
		expect(pahekoRows(entry, 'simple')).toMatchObject([{ Type: 'Dépense', Montant: 10 }]);
	});

	it('cut an entry in amounts that give its accounts back, to the cent', () => {
		const amounts = fc.array(fc.integer({ min: 1, max: 1e9 }), { minLength: 1, maxLength: 6 });
		fc.assert(
			fc.property(amounts, amounts, (debits, credits) => {
				const gap = debits.reduce((a, b) => a + b, 0) - credits.reduce((a, b) => a + b, 0);
				const lines = [
					...debits.map((cents, i) => line(`61${i}`, cents)),
					...credits.map((cents, i) => line(`51${i}`, -cents)),
					...(gap === 0 ? [] : [line('471', -gap)])
				];
				const sums = new Map<string, number>();
				const add = (code: string, cents: number) => sums.set(code, (sums.get(code) ?? 0) + cents);
				for (const { debit, credit, cents } of pairsOf(lines)) {
					add(debit, cents);
					add(credit, -cents);
				}
				for (const { accountCode, debitCents, creditCents } of lines) {
					expect(sums.get(accountCode)).toBe(debitCents - creditCents);
				}
			})
		);
	});
});
