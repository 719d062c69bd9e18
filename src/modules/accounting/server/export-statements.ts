import type { z } from 'zod';
import { formatDay } from '#shared/day.ts';
import { m } from '#i18n';
import type { Locale } from '#platform/server/actor.ts';
import { defineDownload } from '#platform/server/operation.ts';
import type { Period } from '../domain/fiscal-year.ts';
import { balanceSheet } from '../domain/balance-sheet.ts';
import { incomeStatement } from '../domain/income-statement.ts';
import { ASSET_AMOUNTS, PAIR, simplify } from '../domain/simplified-layout.ts';
import { REPORT_MEDIA_TYPES, reportFormat, writeReport } from './report.ts';
import type { ReportColumn, ReportRow, ReportTable } from './report.ts';
import { rowLabel, statementReadInput } from './statement-fields.ts';
import type { layoutField } from './statement-fields.ts';
import { loadStatementYears } from './year-balances.ts';
import type { StatementYears } from './year-balances.ts';

const exportInput = statementReadInput.extend({ format: reportFormat.default('pdf') });

export const exportIncomeStatement = defineDownload({
	name: 'accounting.export-income-statement',
	summary: 'Download the income statement of a year as CSV, XLSX, ODS or PDF',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/income-statement-exports' },
	mediaTypes: REPORT_MEDIA_TYPES,
	input: exportInput,
	async run(context, { fiscalYearId, layout, format }) {
		const years = await loadStatementYears(context, fiscalYearId);
		const { locale } = context.actor;
		return writeReport(
			context,
			{
				title: m.accounting_report_title_income_statement({ year: years.year.code }, { locale }),
				note: periodNote(years.year, locale),
				tables: incomeStatementTables(years, layout, locale)
			},
			format
		);
	}
});

type Layout = z.output<typeof layoutField>;

/** The income statement as it is written: its lines, then contributions in kind at the foot. */
export function incomeStatementTables(
	years: StatementYears,
	layout: Layout,
	locale: Locale
): ReportTable[] {
	const statement = incomeStatement(years.current, years.previous);
	const columns = [lineColumn(locale), ...yearColumns(years)];
	const rows = (each: typeof statement.rows) =>
		writtenRows(
			layout === 'full' ? each : simplify(each, PAIR),
			locale,
			({ currentCents, previousCents }) => [currentCents, previousCents]
		);
	const inKind = rows(statement.inKindRows);
	const heading = m.accounting_report_in_kind({}, { locale });
	return [
		{ columns, rows: rows(statement.rows) },
		...(inKind.length > 0 ? [{ heading, columns, rows: inKind }] : [])
	];
}

export const exportBalanceSheet = defineDownload({
	name: 'accounting.export-balance-sheet',
	summary: 'Download the balance sheet of a year as CSV, XLSX, ODS or PDF',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/balance-sheet-exports' },
	mediaTypes: REPORT_MEDIA_TYPES,
	input: exportInput,
	async run(context, { fiscalYearId, layout, format }) {
		const years = await loadStatementYears(context, fiscalYearId);
		const { locale } = context.actor;
		return writeReport(
			context,
			{
				title: m.accounting_report_title_balance_sheet({ year: years.year.code }, { locale }),
				note: periodNote(years.year, locale),
				tables: balanceSheetTables(years, layout, locale)
			},
			format
		);
	}
});

/** The balance sheet as it is written: assets, then liabilities. */
export function balanceSheetTables(
	years: StatementYears,
	layout: Layout,
	locale: Locale
): ReportTable[] {
	const sheet = balanceSheet(years.current, years.previous);
	const [currentColumn, previousColumn] = yearColumns(years);
	const net = `${m.accounting_report_column_net({}, { locale })} ${years.year.code}`;
	const gross = m.accounting_report_column_gross({}, { locale });
	const reduction = m.accounting_report_column_reduction({}, { locale });
	const full = layout === 'full';
	const assets = full ? sheet.assets : simplify(sheet.assets, ASSET_AMOUNTS);
	const liabilities = full ? sheet.liabilities : simplify(sheet.liabilities, PAIR);
	return [
		{
			heading: m.accounting_report_assets({}, { locale }),
			columns: [
				lineColumn(locale),
				{ key: 'gross', label: gross, kind: 'money' },
				{ key: 'reduction', label: reduction, kind: 'money' },
				{ ...currentColumn, label: net },
				previousColumn
			],
			rows: writtenRows(assets, locale, (row) => [
				row.netCents,
				row.previousCents,
				row.grossCents,
				row.reductionCents
			])
		},
		{
			heading: m.accounting_report_liabilities({}, { locale }),
			columns: [lineColumn(locale), currentColumn, previousColumn],
			rows: writtenRows(liabilities, locale, (row) => [row.currentCents, row.previousCents])
		}
	];
}

export function periodNote({ start, end }: Period, locale: Locale): string {
	const period = { start: formatDay(start, locale), end: formatDay(end, locale) };
	return m.accounting_report_period(period, { locale });
}

function lineColumn(locale: Locale): ReportColumn {
	const label = m.accounting_report_column_line({}, { locale });
	return { key: 'line', label, kind: 'text', weight: 3 };
}

function yearColumns({ year, previousYear }: StatementYears): [ReportColumn, ReportColumn] {
	return [
		{ key: 'current', label: year.code, kind: 'money' },
		{ key: 'previous', label: previousYear?.code ?? '—', kind: 'money' }
	];
}

interface StatementRow {
	readonly id: string;
	readonly kind: 'heading' | 'line' | 'total' | 'result';
}

type Amounts = readonly (number | null)[];

/** The rows that say something: lines of nothing but zeros are left out, and sections without a line. */
export function writtenRows<Row extends StatementRow>(
	rows: readonly Row[],
	locale: Locale,
	amountsOf: (row: Row) => Amounts
): ReportRow[] {
	const says = (row: Row) => amountsOf(row).some((amount) => amount !== null && amount !== 0);
	const kept = new Set(rows.filter(says).map(({ id }) => id));
	const always = new Set([
		'result',
		'total-income',
		'total-expenses',
		'total-assets',
		'total-liabilities'
	]);
	return rows
		.filter(({ id, kind }) =>
			kind === 'heading' ? kept.has(`total-${id}`) : kept.has(id) || always.has(id)
		)
		.map((row) => {
			const [current, previous, gross, reduction] = amountsOf(row);
			const line = rowLabel(row.id, locale);
			const weight = row.kind === 'line' ? undefined : row.kind === 'heading' ? 'group' : 'total';
			const cells = { line, gross, reduction, current, previous };
			return { cells, ...(weight ? { weight } : {}) };
		});
}
