import type { EntryLine } from './entry-lines.ts';

/** The layouts that Paheko writes and reads entries in. */
export const PAHEKO_LAYOUTS = ['full', 'grouped', 'simple'] as const;
export type PahekoLayout = (typeof PAHEKO_LAYOUTS)[number];

const HEAD = [
	...['Numéro d’écriture', 'Type', 'Statut', 'Libellé', 'Date', 'Remarques'],
	'Numéro pièce comptable'
].map((name) => name.replace('’', "'"));
const LINE = [
	...['Numéro compte', 'Libellé compte', 'Débit', 'Crédit', 'Référence ligne', 'Libellé ligne'],
	...['Rapprochement', 'Lettrage', 'Projet analytique']
];
const PAIR = [
	...['Référence paiement', 'Compte de débit', 'Compte de crédit', 'Montant'],
	'Projet analytique'
];
const MEMBERS = 'Membres associés';
const AMOUNTS = new Set(['Débit', 'Crédit', 'Montant']);

export interface PahekoColumn {
	readonly key: string;
	readonly label: string;
	readonly kind: 'text' | 'money';
}

/** The columns of a layout, in its order, under its names. */
export function pahekoColumns(layout: PahekoLayout): PahekoColumn[] {
	const names = [...HEAD, ...(layout === 'simple' ? PAIR : LINE), MEMBERS];
	return names.map((name) => {
		return { key: name, label: name, kind: AMOUNTS.has(name) ? 'money' : 'text' };
	});
}

type Row = Record<string, string | number>;

/** The rows of an entry: one by line, or one by amount that goes from one account to another (`simple`). */
export function pahekoRows(
	lines: readonly [EntryLine, ...EntryLine[]],
	layout: PahekoLayout
): Row[] {
	if (layout === 'simple') {
		return pairsOf(lines).map(({ debit, credit, cents }) => ({
			...headOf(lines[0], typeOf(debit, credit)),
			'Compte de débit': debit,
			'Compte de crédit': credit,
			Montant: cents
		}));
	}
	return lines.map((line, i) => ({
		...(layout === 'full' || i === 0 ? headOf(line, 'Avancé') : {}),
		'Numéro compte': line.accountCode,
		'Libellé compte': line.accountLabel,
		Débit: line.debitCents,
		Crédit: line.creditCents,
		'Libellé ligne': line.lineLabel ?? ''
	}));
}

function headOf({ number, label, date, reference, thirdParty }: EntryLine, type: string): Row {
	return {
		"Numéro d'écriture": number,
		Type: type,
		Libellé: label,
		Date: date,
		Remarques: thirdParty ?? '',
		'Numéro pièce comptable': reference ?? ''
	};
}

interface Pair {
	readonly debit: string;
	readonly credit: string;
	readonly cents: number;
}

/** Debits and credits of a balanced entry laid side by side: each cut gives an amount and its two accounts. */
export function pairsOf(lines: readonly EntryLine[]): Pair[] {
	const credits = lines
		.filter(({ creditCents }) => creditCents > 0)
		.map(({ accountCode, creditCents }) => ({ accountCode, left: creditCents }));
	const pairs: Pair[] = [];
	for (const { accountCode, debitCents } of lines) {
		let left = debitCents;
		while (left > 0) {
			const credit = credits[0];
			if (!credit) break;
			const cents = Math.min(left, credit.left);
			pairs.push({ debit: accountCode, credit: credit.accountCode, cents });
			left -= cents;
			credit.left -= cents;
			if (credit.left === 0) credits.shift();
		}
	}
	return pairs;
}

function typeOf(debit: string, credit: string): string {
	const [from, to] = [credit[0], debit[0]];
	if (to === '5' && from === '7') return 'Recette';
	if (to === '6' && from === '5') return 'Dépense';
	if (to === '5' && from === '5') return 'Virement';
	if (to === '6' && credit.startsWith('40')) return 'Dette';
	return debit.startsWith('41') && from === '7' ? 'Créance' : 'Avancé';
}
