import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import type { Locale } from '#platform/server/actor.ts';
import { incomeStatement } from '../domain/income-statement.ts';
import type { IncomeStatementRow } from '../domain/income-statement.ts';
import { PAIR, simplify } from '../domain/simplified-layout.ts';
import {
	accountDetail,
	rowLabel,
	statementReadInput,
	toYearView,
	yearView
} from './statement-fields.ts';
import { loadStatementYears } from './year-balances.ts';

/** A row of the income statement, of a year or of a project. */
export const statementRow = z.object({
	id: z.string(),
	kind: z.enum(['heading', 'line', 'total', 'result']),
	label: z.string(),
	currentCents: z.int().nullable(),
	previousCents: z.int().nullable(),
	accounts: z.array(accountDetail)
});

export const readIncomeStatement = defineOperation({
	name: 'accounting.income-statement',
	summary: 'Read the income statement of a year beside the one before, as ANC 2018-06 lays it out',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/income-statement' },
	input: statementReadInput,
	output: z.object({
		year: yearView,
		previousYear: yearView.nullable(),
		rows: z.array(statementRow),
		/** Contributions in kind, at the foot: they weigh nothing in the result. */
		inKindRows: z.array(statementRow),
		incomeCents: z.int(),
		expensesCents: z.int(),
		/** Positive for a surplus. */
		resultCents: z.int(),
		previousResultCents: z.int().nullable()
	}),
	async run(context, { fiscalYearId, layout }) {
		const { actor } = context;
		const { year, previousYear, current, previous } = await loadStatementYears(
			context,
			fiscalYearId
		);
		const statement = incomeStatement(current, previous);
		const laidOut = (rows: readonly IncomeStatementRow[]) =>
			layout === 'full' ? rows : simplify(rows, PAIR);
		return {
			...statement,
			year: toYearView(year),
			previousYear: previousYear && toYearView(previousYear),
			rows: laidOut(statement.rows).map((each) => toStatementRow(each, actor.locale)),
			inKindRows: laidOut(statement.inKindRows).map((each) => toStatementRow(each, actor.locale))
		};
	}
});

export function toStatementRow(
	each: IncomeStatementRow,
	locale: Locale
): z.output<typeof statementRow> {
	return { ...each, label: rowLabel(each.id, locale), accounts: [...each.accounts] };
}
