import type { Day } from '#shared/day.ts';
import { m } from '#i18n';
import type { Locale } from '#platform/server/actor.ts';
import { defineDownload } from '#platform/server/operation.ts';
import { BUDGET_SIDES } from '#modules/accounting/domain/budget/budget.ts';
import { periodNote } from '../export-statements.ts';
import { REPORT_MEDIA_TYPES, reportFormat, writeReport } from '../report.ts';
import type { ReportColumn, ReportRow } from '../report.ts';
import { messageOf } from '../words.ts';
import { budgetInput, readBudget } from './read-budget.read.ts';

type Budget = Awaited<ReturnType<typeof readBudget.run>>;

export const exportBudget = defineDownload({
	name: 'accounting.export-budget',
	summary: 'Download the budget of a year or of a project beside what was done',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/budget-exports' },
	mediaTypes: REPORT_MEDIA_TYPES,
	input: budgetInput.extend({ format: reportFormat.default('pdf') }),
	async run(context, { format, ...input }) {
		const { locale } = context.actor;
		const budget = await readBudget.run(context, input);
		const { year, value } = budget;
		const title = m.accounting_report_title_budget({ year: year.code }, { locale });
		return writeReport(
			context,
			{
				title: value ? `${title} ${value.label}` : title,
				note: periodNote({ start: year.start as Day, end: year.end as Day }, locale),
				tables: [{ columns: columnsIn(budget, locale), rows: rowsOf(budget, locale) }]
			},
			format
		);
	}
});

function columnsIn({ previousYear }: Budget, locale: Locale): ReportColumn[] {
	const l = { locale };
	return [
		{ key: 'account', label: m.accounting_report_column_account({}, l), kind: 'text' },
		{
			key: 'label',
			label: m.accounting_report_column_account_label({}, l),
			kind: 'text',
			weight: 3
		},
		{ key: 'previous', label: previousYear?.code ?? '—', kind: 'money' },
		{ key: 'budget', label: m.accounting_page_budget({}, l), kind: 'money' },
		{ key: 'actual', label: m.accounting_page_actual({}, l), kind: 'money' },
		{ key: 'difference', label: m.accounting_page_difference({}, l), kind: 'money' }
	];
}

function* rowsOf({ rows, totals, result }: Budget, locale: Locale): Generator<ReportRow> {
	for (const side of BUDGET_SIDES) {
		const own = rows.filter((row) => row.side === side);
		if (own.length === 0) continue;
		const name = messageOf(`accounting_budget_${side.replaceAll('-', '_')}`, locale);
		yield { cells: { label: name }, weight: 'group', paperOnly: true };
		for (const { code, label, previousCents, ...amounts } of own) {
			yield { cells: { account: code, label, previous: previousCents, ...cellsOf(amounts) } };
		}
		const total = totals.find((each) => each.side === side);
		const label = `${m.accounting_report_total({}, { locale })} ${name.toLowerCase()}`;
		if (total) yield { cells: { label, ...cellsOf(total) }, weight: 'total', paperOnly: true };
	}
	const label = m.accounting_page_result({}, { locale });
	yield { cells: { label, ...cellsOf(result) }, weight: 'total', paperOnly: true };
}

function cellsOf({ budgetCents, actualCents }: { budgetCents: number; actualCents: number }) {
	return { budget: budgetCents, actual: actualCents, difference: actualCents - budgetCents };
}
