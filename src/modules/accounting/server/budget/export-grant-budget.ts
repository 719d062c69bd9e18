import type { Day } from '#shared/day.ts';
import { m } from '#i18n';
import type { Locale } from '#platform/server/actor.ts';
import { defineDownload } from '#platform/server/operation.ts';
import { grantBudget } from '#modules/accounting/domain/budget/grant-request.ts';
import type { GrantRow } from '#modules/accounting/domain/budget/grant-request.ts';
import { periodNote } from '../export-statements.ts';
import { REPORT_MEDIA_TYPES, reportFormat, writeReport } from '../report.ts';
import type { ReportColumn, ReportRow } from '../report.ts';
import { messageOf } from '../words.ts';
import { budgetInput, readBudget } from './read-budget.read.ts';

export const exportGrantBudget = defineDownload({
	name: 'accounting.export-grant-budget',
	summary:
		'Download the provisional budget as the form of grant requests lays it out (Cerfa 12156)',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/grant-budget-exports' },
	mediaTypes: REPORT_MEDIA_TYPES,
	input: budgetInput.extend({ format: reportFormat.default('pdf') }),
	async run(context, { format, ...input }) {
		const { locale } = context.actor;
		const { year, value, rows } = await readBudget.run(context, input);
		const budget = grantBudget(rows);
		const title = m.accounting_report_title_grant_budget({ year: year.code }, { locale });
		return writeReport(
			context,
			{
				title: value ? `${title} ${value.label}` : title,
				note: periodNote({ start: year.start as Day, end: year.end as Day }, locale),
				tables: [
					{ columns: columnsIn(locale), rows: sideBySide(budget.expenses, budget.income, locale) },
					{
						heading: m.accounting_grant_in_kind({}, { locale }),
						columns: columnsIn(locale),
						rows: sideBySide(budget.inKindUses, budget.inKindSources, locale)
					}
				]
			},
			format
		);
	}
});

function columnsIn(locale: Locale): ReportColumn[] {
	const amount = m.accounting_ui_amount({}, { locale });
	return [
		{ key: 'left', label: m.accounting_budget_expense({}, { locale }), kind: 'text', weight: 3 },
		{ key: 'leftCents', label: amount, kind: 'money' },
		{ key: 'right', label: m.accounting_budget_income({}, { locale }), kind: 'text', weight: 3 },
		{ key: 'rightCents', label: amount, kind: 'money' }
	];
}

/** Both sides face each other; their totals stand on one line, at the end. */
function* sideBySide(
	left: readonly GrantRow[],
	right: readonly GrantRow[],
	locale: Locale
): Generator<ReportRow> {
	const [leftBody, rightBody] = [left, right].map(bodyOf) as [GrantRow[], GrantRow[]];
	const [leftEnd, rightEnd] = [left.slice(leftBody.length), right.slice(rightBody.length)];
	for (const [a, b, weight] of [
		...pairs(leftBody, rightBody),
		...pairs(levelled(leftEnd, rightEnd), levelled(rightEnd, leftEnd), 'total' as const)
	]) {
		const titles = a?.kind === 'title' || b?.kind === 'title' ? ('group' as const) : undefined;
		const cells = {
			left: a && wordsOf(a, locale),
			leftCents: a?.amountCents,
			right: b && wordsOf(b, locale),
			rightCents: b?.amountCents
		};
		const shown = weight ?? titles;
		yield { cells, ...(shown ? { weight: shown } : {}) };
	}
}

function bodyOf(rows: readonly GrantRow[]): GrantRow[] {
	const end = rows.findIndex(({ kind }) => kind === 'total');
	return rows.slice(0, end);
}

/** What makes the sides equal stands on one of them: a blank faces it, so that the last rows face each other. */
function levelled(own: readonly GrantRow[], other: readonly GrantRow[]): (GrantRow | undefined)[] {
	const blanks = Array.from({ length: Math.max(0, other.length - own.length) }, () => undefined);
	return [...own.slice(0, -1), ...blanks, ...own.slice(-1)];
}

type Rows = readonly (GrantRow | undefined)[];

function pairs(left: Rows, right: Rows, weight?: 'total') {
	return Array.from(
		{ length: Math.max(left.length, right.length) },
		(_, index) => [left[index], right[index], weight] as const
	);
}

function wordsOf({ id, label, kind }: GrantRow, locale: Locale): string {
	const words = label ?? messageOf(`accounting_grant_${id.replaceAll('-', '_')}`, locale);
	return kind === 'line' && (label !== undefined || id.includes('-')) ? `   ${words}` : words;
}
