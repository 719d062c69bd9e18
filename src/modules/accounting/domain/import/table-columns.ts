import { Refusal } from '#shared/errors.ts';
import { fold } from '#shared/text.ts';

/** What a column of a table of entries may hold. */
export type EntryColumn =
	| 'journal'
	| 'journalLabel'
	| 'number'
	| 'date'
	| 'label'
	| 'status'
	| 'reference'
	| 'documentDate'
	| 'account'
	| 'accountLabel'
	| 'auxiliary'
	| 'auxiliaryLabel'
	| 'debit'
	| 'credit'
	| 'amount'
	| 'direction'
	| 'debitAccount'
	| 'creditAccount'
	| 'lineLabel'
	| 'lineReference'
	| 'letter'
	| 'letterDate'
	| 'validDate'
	| 'project'
	| 'note';

/** The names that programs give to columns, folded; those of Paheko first, then those of the FEC and of others. */
const NAMES: Readonly<Record<EntryColumn, readonly string[]>> = {
	journal: ['journal', 'code journal', 'journalcode', 'code jrnl', 'journal code'],
	journalLabel: ['libelle journal', 'journallib', 'nom du journal'],
	number: [
		...['numero d ecriture', 'numero ecriture', 'n d ecriture', 'n ecriture', 'no ecriture'],
		...['ecriturenum', 'numero', 'entry number', 'mouvement', 'n mouvement', 'ecriture', 'txnidx']
	],
	date: [
		'date',
		'date d ecriture',
		'date ecriture',
		'date comptable',
		'ecrituredate',
		'entry date'
	],
	label: [
		...[
			'libelle',
			'libelle ecriture',
			'libelle de l ecriture',
			'libelle d ecriture',
			'ecriturelib'
		],
		...['label', 'description', 'intitule ecriture']
	],
	status: ['statut', 'status'],
	reference: [
		...['numero piece comptable', 'numero de piece comptable', 'numero de piece', 'n piece'],
		...['no piece', 'piece', 'reference piece', 'ref piece', 'pieceref', 'reference', 'ref']
	],
	documentDate: ['piecedate', 'date piece', 'date de piece', 'date de la piece'],
	account: [
		...['numero compte', 'numero de compte', 'n compte', 'n de compte', 'no compte', 'compte'],
		...['comptenum', 'code compte', 'compte general', 'account', 'account code']
	],
	accountLabel: [
		...['libelle compte', 'libelle du compte', 'comptelib', 'intitule compte', 'nom du compte'],
		...['intitule du compte', 'intitule', 'account label', 'account name']
	],
	auxiliary: [
		...['compauxnum', 'compte auxiliaire', 'code auxiliaire', 'auxiliaire', 'code tiers'],
		...['compte tiers', 'compte de tiers', 'n compte tiers', 'numero compte tiers']
	],
	auxiliaryLabel: ['compauxlib', 'libelle auxiliaire', 'libelle compte auxiliaire', 'tiers'],
	debit: ['debit', 'montant debit', 'debit eur', 'debit euros', 'montant au debit'],
	credit: ['credit', 'montant credit', 'credit eur', 'credit euros', 'montant au credit'],
	amount: ['montant', 'amount', 'montant eur'],
	direction: ['sens', 'd c', 'debit credit'],
	debitAccount: ['compte de debit', 'compte debit', 'compte debite', 'debit account'],
	creditAccount: ['compte de credit', 'compte credit', 'compte credite', 'credit account'],
	lineReference: ['reference ligne', 'reference de la ligne', 'reference paiement'],
	lineLabel: ['libelle ligne', 'libelle de la ligne', 'line label'],
	letter: ['lettrage', 'ecriturelet', 'lettre', 'code lettrage'],
	letterDate: ['datelet', 'date de lettrage', 'date lettrage'],
	validDate: ['validdate', 'date de validation', 'date validation'],
	note: ['remarques', 'remarque', 'notes', 'note', 'commentaire', 'commentaires'],
	project: ['projet analytique', 'projet', 'code analytique', 'analytique', 'axe analytique']
};

/**
 * `lines`: a row for each line of an entry. `pairs`: a row for an amount from one account to another, as the
 * simple layout of Paheko.
 */
export type TableLayout = 'lines' | 'pairs';

export interface TableColumns {
	readonly layout: TableLayout;
	readonly places: ReadonlyMap<EntryColumn, number>;
}

/** @throws {Refusal} `accounting.import-columns-unknown`, naming what is missing */
export function readColumns(header: readonly string[]): TableColumns {
	const names = header.map(fold);
	const places = new Map<EntryColumn, number>();
	for (const [column, known] of Object.entries(NAMES) as [EntryColumn, readonly string[]][]) {
		const place = known.map((name) => names.indexOf(name)).find((found) => found !== -1);
		if (place !== undefined) places.set(column, place);
	}
	const has = (...columns: EntryColumn[]) => columns.every((column) => places.has(column));
	if (has('date', 'debitAccount', 'creditAccount', 'amount')) return { layout: 'pairs', places };
	// Without a side, the sign of an amount tells it.
	const amounts = has('debit', 'credit') || has('amount');
	if (has('date', 'account') && amounts) return { layout: 'lines', places };
	throw new Refusal('invalid', 'accounting.import-columns-unknown', {
		found: header
			.filter((name) => name !== '')
			.join(', ')
			.slice(0, 300)
	});
}
