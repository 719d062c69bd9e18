import { z } from 'zod';
import { formatDay, isDay } from '#shared/day.ts';
import { formatCents } from '#shared/money.ts';
import type { Download, OperationContext } from '#platform/server/operation.ts';
import type { PrintedBlock, PrintedColumn, PrintedRow } from '#platform/server/pdf/document.ts';
import { PDF_MEDIA_TYPE, printDocument } from '#platform/server/pdf/print.ts';
import type { TableCell, TableColumn, TableRow } from '#platform/server/tabular/table-content.ts';
import { TABLE_MEDIA_TYPES, writeTable } from '#platform/server/tabular/write-table.ts';

export const reportFormat = z.enum(['csv', 'xlsx', 'ods', 'pdf']);
export type ReportFormat = z.output<typeof reportFormat>;
export const REPORT_MEDIA_TYPES = [...TABLE_MEDIA_TYPES, PDF_MEDIA_TYPE];

export interface ReportColumn extends TableColumn {
	/** Share of the width on paper; 1 unless said. */
	readonly weight?: number;
	/** Left out on paper, where a heading says it already. */
	readonly filesOnly?: boolean;
}

export interface ReportRow {
	readonly cells: TableRow;
	readonly weight?: PrintedRow['weight'];
	/** Heads and totals that would spoil a table to compute with. */
	readonly paperOnly?: boolean;
}

export interface ReportTable {
	readonly heading?: string;
	readonly columns: readonly ReportColumn[];
	readonly rows: Iterable<ReportRow> | AsyncIterable<ReportRow>;
}

export interface Report {
	readonly title: string;
	/** Shown under the title on paper. */
	readonly note: string;
	readonly orientation?: 'portrait' | 'landscape';
	/** Printed one after the other; in a spreadsheet they follow each other under the columns of the first. */
	readonly tables: readonly ReportTable[];
}

/** A report as a file of the format asked for. */
export function writeReport(
	{ association, actor, today }: OperationContext,
	report: Report,
	format: ReportFormat
): Download {
	if (format !== 'pdf') {
		const columns = report.tables[0]?.columns ?? [];
		return writeTable({ name: report.title, columns, rows: tableRows(report, columns) }, format);
	}
	return printDocument({
		title: report.title,
		association: association.name,
		date: today,
		locale: actor.locale,
		orientation: report.orientation ?? 'portrait',
		blocks: blocks(report, actor.locale)
	});
}

async function* tableRows(
	{ tables }: Report,
	[first]: readonly ReportColumn[]
): AsyncGenerator<TableRow> {
	for (const { heading, rows } of tables) {
		if (heading && first) yield { [first.key]: heading };
		for await (const { cells, paperOnly } of rows) if (!paperOnly) yield cells;
	}
}

function* blocks({ note, tables }: Report, locale: 'fr' | 'en'): Generator<PrintedBlock> {
	yield { kind: 'paragraph', text: note };
	yield* tableBlocks(tables, locale);
}

/** Tables as they are printed, each under its heading. */
export function* tableBlocks(
	tables: readonly ReportTable[],
	locale: 'fr' | 'en'
): Generator<PrintedBlock> {
	for (const { heading, columns, rows } of tables) {
		if (heading) yield { kind: 'heading', text: heading };
		const shown = columns.filter(({ filesOnly }) => !filesOnly);
		yield { kind: 'table', columns: shown.map(printedColumn), rows: printed(shown, rows, locale) };
	}
}

function printedColumn({ label, kind, weight }: ReportColumn): PrintedColumn {
	const align = kind === 'money' || kind === 'number' ? 'end' : 'start';
	return { label, align, ...(weight === undefined ? {} : { weight }) };
}

async function* printed(
	columns: readonly ReportColumn[],
	rows: ReportTable['rows'],
	locale: 'fr' | 'en'
): AsyncGenerator<PrintedRow> {
	for await (const { cells, weight } of rows) {
		const words = columns.map(({ key, kind }) => wordOf(cells[key], kind, locale));
		yield { cells: words, ...(weight ? { weight } : {}) };
	}
}

function wordOf(value: TableCell, kind: TableColumn['kind'], locale: 'fr' | 'en'): string {
	if (value === null || value === undefined) return '';
	if (kind === 'money' && typeof value === 'number') return formatCents(value, locale, false);
	const text = String(value);
	return kind === 'day' && isDay(text) ? formatDay(text, locale, 'short') : text;
}
