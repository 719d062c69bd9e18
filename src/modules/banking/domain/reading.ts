import type { Encoding } from '#shared/charset.ts';
import type { Fault } from '#shared/errors.ts';
import { readCamt } from './camt.ts';
import type { DateOrder } from '#shared/date-order.ts';
import { readMarkup } from './markup.ts';
import { readOfx } from './ofx.ts';
import { readQif } from './qif.ts';
import { readTable } from './read-table.ts';
import { refuseAt } from './refuse-file.ts';
import type { Statement, StatementFormat } from './statement.ts';
import { guessLayout, isReadable, ordersOf } from './table-layout.ts';
import type { FileRow, TableLayout } from './table-layout.ts';

/** What a person must say before a file can be kept. */
export type Question = 'columns' | 'date-order';

/** A file as it was understood. */
export interface Reading {
	readonly format: StatementFormat;
	readonly encoding: Encoding;
	readonly statements: readonly Statement[];
	/** The orders that its days allow; one for the formats that fix it. */
	readonly orders: readonly DateOrder[];
	readonly table: { readonly rows: readonly FileRow[]; readonly layout: TableLayout } | null;
	readonly questions: readonly Question[];
	/** Lines that can't be read; the others can. */
	readonly faults: readonly Fault[];
}

/** What a person said of a file, or what is remembered of the earlier files of its bank. */
export interface Choices {
	readonly layout?: TableLayout | undefined;
	readonly order?: DateOrder | undefined;
}

/** Told by content: the name of a file promises nothing. */
export function textFormatOf(text: string): 'xml' | 'ofx-1' | 'ofx-2' | 'qif' | 'csv' {
	const head = text.slice(0, 4000).trimStart();
	if (/^OFXHEADER\s*:|^<OFX>/i.test(head)) return /<\?OFX/i.test(head) ? 'ofx-2' : 'ofx-1';
	if (/<\?OFX\b|<OFX>/i.test(head)) return 'ofx-2';
	if (head.startsWith('<')) return 'xml';
	return /^!(Type|Account|Option|Clear)\b/im.test(head.slice(0, 500)) && head.startsWith('!')
		? 'qif'
		: 'csv';
}

/**
 * Reads a file that is no table.
 * @throws {Refusal} `banking.*`, naming the line
 */
export function readText(
	text: string,
	encoding: Encoding,
	format: 'xml' | 'ofx-1' | 'ofx-2' | 'qif',
	{ order }: Choices
): Reading {
	const plain = { encoding, table: null, faults: [], orders: ['ymd'] as const, questions: [] };
	if (format === 'qif') {
		const { statements, orders } = readQif(text, order);
		const questions: Question[] = orders.length > 1 && !order ? ['date-order'] : [];
		return { ...plain, format, statements, orders, questions };
	}
	if (format === 'xml') return { ...plain, ...readCamt(readMarkup(text)) };
	const body = text.slice(Math.max(text.search(/<OFX>/i), 0));
	const before = text.slice(0, text.length - body.length);
	const lines = before.split('\n').length - 1;
	const padded = '\n'.repeat(lines) + body;
	const sgml = format === 'ofx-1';
	const statements = readOfx(
		readMarkup(sgml ? padded.replace(/<(\/?)([\w.]+)/g, upper) : padded, { sgml })
	);
	return { ...plain, format, statements };
}

function upper(_: string, slash: string, name: string): string {
	return `<${slash}${name.toUpperCase()}`;
}

/**
 * Reads a table by what was said of it, else by guessing.
 * @throws {Refusal} `banking.table-without-line`
 */
export function readRows(
	rows: readonly FileRow[],
	format: 'csv' | 'xlsx' | 'ods',
	encoding: Encoding,
	choices: Choices
): Reading {
	const guessed = choices.layout ?? guessLayout(rows);
	const orders = ordersOf(rows, guessed.headerRow, guessed.columns);
	const order = choices.order && orders.includes(choices.order) ? choices.order : orders[0];
	const layout = { ...guessed, order: order ?? guessed.order };
	const base = { format, encoding, table: { rows, layout }, orders };
	if (!isReadable(layout.columns)) {
		return { ...base, statements: [], faults: [], questions: ['columns'] };
	}
	const { statements, faults } = readTable(rows, layout);
	if (statements.length === 0 && faults.length === 0) {
		if (!choices.layout) return { ...base, statements, faults, questions: ['columns'] };
		throw refuseAt(rows[layout.headerRow]?.at ?? 1, 'banking.table-without-line');
	}
	// French banks write the day first: nothing to ask, though it can still be said otherwise.
	return { ...base, statements, faults, questions: [] };
}
