import { fold } from '#shared/text.ts';
import { decimalSignOf, readAmount } from './amount.ts';
import { possibleOrders, readDay } from '#shared/date-order.ts';
import type { DateOrder } from '#shared/date-order.ts';

/** A row of a table as it stands in the file. */
export interface FileRow {
	/** Line of the file or row of the sheet, from 1. */
	readonly at: number;
	readonly cells: readonly string[];
}

/** What a column of a statement may hold. */
export const COLUMN_TARGETS = [
	'ignore',
	'day',
	'value-day',
	'label',
	'detail',
	'amount',
	'debit',
	'credit',
	'direction',
	'balance',
	'currency',
	'counterparty',
	'counterparty-iban',
	'reference',
	'bank-reference',
	'type',
	'status',
	'account'
] as const;
export type ColumnTarget = (typeof COLUMN_TARGETS)[number];

/** How the table of a bank is read; remembered for its next file. */
export interface TableLayout {
	/** Index of the row that names the columns; -1 when none does. */
	readonly headerRow: number;
	readonly columns: readonly ColumnTarget[];
	readonly order: DateOrder;
}

/** Folded names of columns, the most telling first; each target goes to one column, `detail` apart. */
const NAMES: readonly (readonly [ColumnTarget, RegExp])[] = [
	['balance', /^(solde|balance|running balance|nouveau solde)\b/],
	['value-day', /valeur|value date|date val\b/],
	[
		'day',
		/^date (de |d |of )?(l )?(comptabilisation|comptable|compta)|^booking|^completed date|^dateop$/
	],
	['day', /^date (de |d )?(l )?operation|^operation date|^settlement date|^date op\b/],
	['day', /^(date|jour|day|posted|created|transaction date|date transaction|date d execution)\b/],
	['amount', /debit.*credit|credit.*debit/],
	['debit', /^(debit|depense|retrait|withdrawal|sortie|paid out|montant (au )?debit)/],
	['credit', /^(credit|recette|versement|deposit|entree|paid in|montant (au )?credit)/],
	['direction', /^(sens|d c|dc|type de montant|impact sur le solde|balance impact)$/],
	['currency', /^(devise|currency|monnaie|ccy)\b/],
	// PayPal, Stripe: what moved the balance is what is left of the payment.
	['amount', /^(montant )?net\b/],
	['amount', /^(montant total|total amount|montant operation|montant de l operation)/],
	['amount', /^(montant|amount|valeur en euro|somme|total)\b/],
	['counterparty-iban', /(iban|compte).*(contrepartie|tiers|beneficiaire|counterparty|partner)/],
	[
		'counterparty-iban',
		/(contrepartie|tiers|beneficiaire|counterparty|partner).*(iban|compte)|^bank account$/
	],
	[
		'counterparty',
		/contrepartie|counterparty|^tiers|beneficiaire|partner name|^payee|emetteur|^nom\b/
	],
	[
		'bank-reference',
		/^(numero d operation|numero operation|numero de transaction|transaction id|id( de transaction)?$|identifiant)/
	],
	['reference', /^(reference|ref|numero de cheque|cheque|n cheque|info)/],
	['label', /^libelle (de l )?operation|^libelle complet|^libelle$/],
	[
		'label',
		/^(libelle|label|description|nature|intitule|operation(?! date)|motif|communication|memo|name)/
	],
	['label', /^(payment reference|reference de paiement)$/],
	['status', /^(statut|status|etat|state)\b/],
	['type', /^(type|categorie|payment method|methode de paiement|mode)/],
	['account', /^(iban|numero de compte|account number|accountnum)\b/],
	['account', /^(compte|account)(?! name)\b/],
	['detail', /^(detail|complement|informations|libelle|note|message|commentaire)/]
];

const FAR_ENOUGH = 60;
const SAMPLE = 200;

/** Guesses how a table is read: by the names of its columns, else by what they hold. */
export function guessLayout(rows: readonly FileRow[]): TableLayout {
	const candidates = rows.slice(0, FAR_ENOUGH).map(({ cells }, index) => ({
		index,
		columns: columnsByName(cells)
	}));
	const best = candidates
		.filter(({ columns }) => isReadable(columns))
		.sort((a, b) => named(b.columns) - named(a.columns) || a.index - b.index)[0];
	const headerRow = best?.index ?? -1;
	const columns = directionByContent(best?.columns ?? columnsByContent(rows), rows, headerRow);
	const width = Math.max(columns.length, ...rows.map(({ cells }) => cells.length));
	const padded = Array.from({ length: width }, (_, index) => columns[index] ?? 'ignore');
	return { headerRow, columns: padded, order: ordersOf(rows, headerRow, padded)[0] ?? 'dmy' };
}

const SIDE = /^(d|c|db|cr|debit|credit)$/;

/** A column that says nothing but « C » and « D » tells the side of each amount, whatever its name. */
function directionByContent(
	columns: readonly ColumnTarget[],
	rows: readonly FileRow[],
	headerRow: number
): readonly ColumnTarget[] {
	if (columns.includes('direction') || !columns.includes('amount')) return columns;
	const dayPlace = columns.indexOf('day');
	const told = rows
		.slice(headerRow + 1, headerRow + SAMPLE)
		.filter(
			({ cells }) => readDay(cells[dayPlace] ?? '', 'dmy') ?? readDay(cells[dayPlace] ?? '', 'mdy')
		);
	const place = columns.findIndex(
		(target, index) =>
			(target === 'type' || target === 'ignore') &&
			told.length > 0 &&
			told.every(({ cells }) => SIDE.test(fold(cells[index] ?? '')))
	);
	return place === -1 ? columns : columns.with(place, 'direction');
}

/** A day, and an amount in one column or two: the least that makes a statement. */
export function isReadable(columns: readonly ColumnTarget[]): boolean {
	const has = (target: ColumnTarget) => columns.includes(target);
	return has('day') && (has('amount') || has('debit') || has('credit'));
}

/** The orders that all the days of the table allow. */
export function ordersOf(
	rows: readonly FileRow[],
	headerRow: number,
	columns: readonly ColumnTarget[]
): DateOrder[] {
	const places = columns.flatMap((target, index) =>
		target === 'day' || target === 'value-day' ? [index] : []
	);
	const texts = rows
		.slice(headerRow + 1)
		.flatMap(({ cells }) => places.map((place) => (cells[place] ?? '').trim()))
		.filter((text) => (['dmy', 'mdy', 'ymd'] as const).some((order) => readDay(text, order)));
	return possibleOrders(texts);
}

function named(columns: readonly ColumnTarget[]): number {
	return columns.filter((target) => target !== 'ignore').length;
}

function columnsByName(cells: readonly string[]): ColumnTarget[] {
	const names = cells.map((cell) =>
		cell.length > 80 ? '' : fold(cell).replace(/[.@]/g, ' ').trim()
	);
	const columns: ColumnTarget[] = names.map(() => 'ignore');
	for (const [target, pattern] of NAMES) {
		if (target !== 'detail' && columns.includes(target)) continue;
		for (const [index, name] of names.entries()) {
			if (columns[index] !== 'ignore' || name === '' || !pattern.test(name)) continue;
			columns[index] = target;
			if (target !== 'detail') break;
		}
	}
	return besideEachOther(columns, names);
}

/** Amounts in francs, or before tax, beside those that count; debit and credit rather than both in one. */
function besideEachOther(columns: ColumnTarget[], names: readonly string[]): ColumnTarget[] {
	if (columns.includes('debit') && columns.includes('credit')) {
		return columns.map((target) => (target === 'amount' ? 'ignore' : target));
	}
	// « Libellé » may be all there is to name the operation.
	if (!columns.includes('label')) {
		const index = columns.indexOf('detail');
		if (index !== -1) columns[index] = 'label';
	}
	return columns.map((target, index) =>
		target === 'amount' && /franc|\bht\b|excl/.test(names[index] ?? '') ? 'ignore' : target
	);
}

function columnsByContent(rows: readonly FileRow[]): ColumnTarget[] {
	const width = Math.max(0, ...rows.slice(0, SAMPLE).map(({ cells }) => cells.length));
	const isDay = (cell = '') => readDay(cell, 'dmy') ?? readDay(cell, 'mdy');
	const days = Array.from({ length: width }, (_, index) =>
		rows.slice(0, SAMPLE).filter(({ cells }) => isDay(cells[index]))
	);
	// The rows that have a day where most of them do; the others stand around the table.
	const told = days.toSorted((a, b) => b.length - a.length)[0] ?? [];
	const columns: ColumnTarget[] = [];
	const amounts: { index: number; filled: number; signed: boolean }[] = [];
	const texts: { index: number; length: number }[] = [];
	for (let index = 0; index < width; index++) {
		const values = told.map(({ cells }) => (cells[index] ?? '').trim()).filter(Boolean);
		const decimal = decimalSignOf(values);
		columns[index] = 'ignore';
		if (values.length === 0) continue;
		if (values.every(isDay)) {
			columns[index] = columns.includes('day') ? 'value-day' : 'day';
		} else if (values.every((value) => readAmount(value, decimal) !== undefined)) {
			amounts.push({ index, filled: values.length, signed: values.some((v) => /^[-−(]/.test(v)) });
		} else if (values.some((value) => /\p{L}/u.test(value))) {
			texts.push({ index, length: values.join('').length });
		}
	}
	const label = texts.toSorted((a, b) => b.length - a.length)[0];
	if (label) columns[label.index] = 'label';
	const signed = amounts.find((amount) => amount.signed && amount.filled === told.length);
	if (signed) columns[signed.index] = 'amount';
	else if (amounts.length >= 2 && amounts.slice(0, 2).every(({ filled }) => filled < told.length)) {
		columns[amounts[0]?.index as number] = 'debit';
		columns[amounts[1]?.index as number] = 'credit';
	} else if (amounts[0]) columns[amounts[0].index] = 'amount';
	return columns;
}
