import { z } from 'zod';
import type { Locale } from '#platform/server/actor.ts';
import { translateCode } from '#platform/server/locale.ts';
import { checkBalances } from '#modules/banking/domain/balances.ts';
import { COLUMN_TARGETS } from '#modules/banking/domain/table-layout.ts';
import type { FileRow, TableLayout } from '#modules/banking/domain/table-layout.ts';
import { periodOf, STATEMENT_FORMATS } from '#modules/banking/domain/statement.ts';
import type { Remark } from '#modules/banking/domain/statement.ts';
import { dayView } from '../fields.ts';
import type { ImportRow } from './import-row.ts';
import type { PlannedStatement } from './plan-import.ts';
import type { ReadImport } from './read-import.ts';

const SAMPLE = 4;
const SHOWN_FAULTS = 50;

const dateOrder = z.enum(['dmy', 'mdy', 'ymd']);
const fault = z.object({
	path: z.string(),
	code: z.string(),
	/** As a sentence, in the language of whoever asks. */
	detail: z.string()
});

const lineView = z.object({
	at: z.int(),
	day: dayView,
	valueDay: dayView.nullable(),
	amountCents: z.int(),
	label: z.string(),
	detail: z.string().nullable(),
	counterparty: z.string().nullable(),
	outcome: z.enum(['new', 'known', 'alike'])
});

export const statementView = z.object({
	index: z.int(),
	/** Whose statement the file says it is. */
	iban: z.string().nullable(),
	accountNumber: z.string().nullable(),
	accountName: z.string().nullable(),
	number: z.string().nullable(),
	currency: z.string(),
	from: dayView.nullable(),
	to: dayView.nullable(),
	openingCents: z.int().nullable(),
	closingCents: z.int().nullable(),
	movementCents: z.int(),
	/** Closing balance stated, less opening balance and lines; null when the file does not state both. */
	gapCents: z.int().nullable(),
	/** The account of the books it goes to: its number, `new`, `none` to leave it out, null when it must be said. */
	account: z.string().nullable(),
	accountBecause: z.enum(['said', 'number', 'profile', 'only', 'unknown']),
	counts: z.object({ new: z.int(), known: z.int(), alike: z.int(), pending: z.int() }),
	remarks: z.array(fault),
	/** A page of the lines. */
	lines: z.array(lineView),
	lineCount: z.int()
});

/** What was understood of a file of a bank, and what keeping it would do. */
export const importView = z.object({
	id: z.string(),
	fileName: z.string(),
	state: z.enum(['draft', 'kept', 'undone']),
	format: z.enum(STATEMENT_FORMATS),
	encoding: z.string(),
	/** What must be said before it can be kept. */
	questions: z.array(z.enum(['columns', 'date-order', 'account'])),
	dateOrder: dateOrder,
	dateOrders: z.array(dateOrder),
	/** Of tables only: the line that names the columns, and what each holds. */
	headerLine: z.int().nullable(),
	columns: z.array(
		z.object({ header: z.string(), sample: z.array(z.string()), target: z.enum(COLUMN_TARGETS) })
	),
	remembered: z.boolean(),
	keepAlike: z.boolean(),
	statements: z.array(statementView),
	faults: z.array(fault),
	faultCount: z.int(),
	totals: z
		.object({
			kept: z.int(),
			known: z.int(),
			alike: z.int(),
			pending: z.int(),
			faulty: z.int()
		})
		.nullable()
});
export type ImportView = z.output<typeof importView>;

export interface ShownLines {
	/** Lines of each statement left out before the first shown. */
	readonly skip: number;
	readonly limit: number;
}

export function describeImport(
	row: ImportRow,
	{ reading, profile }: ReadImport,
	plan: readonly PlannedStatement[],
	locale: Locale,
	shown: ShownLines = { skip: 0, limit: 50 }
): ImportView {
	const { table, orders, faults } = reading;
	const statements = plan.map((planned, index) => viewOf(planned, index, locale, shown));
	const undecided = statements.some(({ account }) => account === null);
	return {
		id: row.id,
		fileName: row.fileName,
		state: row.state,
		format: reading.format,
		encoding: reading.encoding,
		questions: [...reading.questions, ...(undecided ? (['account'] as const) : [])],
		dateOrder: row.choices.order ?? table?.layout.order ?? orders[0] ?? 'dmy',
		dateOrders: [...orders],
		headerLine: table ? (table.rows[table.layout.headerRow]?.at ?? null) : null,
		columns: table ? columnsOf(table.rows, table.layout) : [],
		remembered: profile !== undefined,
		keepAlike: row.choices.keepAlike ?? false,
		statements,
		faults: faults
			.slice(0, SHOWN_FAULTS)
			.map((one) => said(one.path, { code: one.code, parameters: one.parameters ?? {} }, locale)),
		faultCount: faults.length,
		totals: row.totals
	};
}

function columnsOf(rows: readonly FileRow[], { headerRow, columns }: TableLayout) {
	const header = rows[headerRow]?.cells ?? [];
	return columns.map((target, index) => ({
		header: (header[index] ?? '').replace(/\s+/g, ' ').trim().slice(0, 100),
		sample: sampleOf(rows.slice(headerRow + 1), index),
		target
	}));
}

function sampleOf(rows: readonly FileRow[], index: number): string[] {
	const sample: string[] = [];
	for (const { cells } of rows.slice(0, 500)) {
		const cell = (cells[index] ?? '').replace(/\s+/g, ' ').trim();
		if (cell !== '') sample.push(cell.slice(0, 60));
		if (sample.length === SAMPLE) break;
	}
	return sample;
}

function said(path: string, { code, parameters }: Remark, locale: Locale) {
	return { path, code, detail: translateCode(code, parameters, locale) };
}

function viewOf(
	{ statement, destination, lines }: PlannedStatement,
	index: number,
	locale: Locale,
	{ skip, limit }: ShownLines
): z.output<typeof statementView> {
	const check = checkBalances(statement);
	const { account, because } = destination;
	const count = (outcome: string) => lines.filter((line) => line.outcome === outcome).length;
	const remarks = [...statement.remarks];
	if (check.otherCurrency !== null) {
		const parameters = { currency: check.otherCurrency, account: statement.currency };
		remarks.push({ code: 'banking.balance-other-currency', parameters });
	}
	return {
		index,
		iban: statement.account.iban,
		accountNumber: statement.account.number,
		accountName: statement.account.name,
		number: statement.number,
		currency: statement.currency,
		...periodOf(statement),
		openingCents: check.openingCents,
		closingCents: check.closingCents,
		movementCents: check.movementCents,
		gapCents: check.gapCents,
		account: account === undefined ? null : typeof account === 'string' ? account : account.code,
		accountBecause: because,
		counts: {
			new: count('new'),
			known: count('known'),
			alike: count('alike'),
			pending: statement.pending
		},
		remarks: remarks.map((remark) => said('', remark, locale)),
		lines: lines.slice(skip, skip + limit).map(({ line, outcome }) => ({
			at: line.at,
			day: line.day,
			valueDay: line.valueDay,
			amountCents: line.cents,
			label: line.label,
			detail: line.detail,
			counterparty: line.counterparty,
			outcome
		})),
		lineCount: lines.length
	};
}
