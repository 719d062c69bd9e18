import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { incomeStatement } from '#modules/accounting/domain/income-statement.ts';
import { PAIR, simplify } from '#modules/accounting/domain/simplified-layout.ts';
import { idField } from '../fields.ts';
import { knownYears, yearAmong } from '../fiscal-years.ts';
import { statementRow, toStatementRow } from '../income-statement.read.ts';
import { statementReadInput, toYearView, yearView } from '../statement-fields.ts';
import { valueById } from './axes.ts';
import { balancesOfValue } from './share-sums.ts';

export const readValueStatement = defineOperation({
	name: 'accounting.value-statement',
	summary: 'Read the income statement of a project of a year beside the one before',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/axis-values/{valueId}/statement' },
	input: statementReadInput.extend({ valueId: idField }),
	output: z.object({
		value: z.object({
			id: z.string(),
			axisId: z.string(),
			label: z.string(),
			archived: z.boolean()
		}),
		year: yearView,
		previousYear: yearView.nullable(),
		rows: z.array(statementRow),
		inKindRows: z.array(statementRow),
		incomeCents: z.int(),
		expensesCents: z.int(),
		/** Positive for a surplus. */
		resultCents: z.int(),
		previousResultCents: z.int().nullable()
	}),
	async run(context, { valueId, fiscalYearId, layout }) {
		const { tx, actor } = context;
		const value = await valueById(tx, valueId);
		const years = await knownYears(context);
		const year = yearAmong(years, fiscalYearId, context.today);
		const previousYear = years.filter(({ end }) => end < year.start).at(-1);
		const statement = incomeStatement(
			await balancesOfValue(tx, year.id, valueId),
			previousYear ? await balancesOfValue(tx, previousYear.id, valueId) : null
		);
		const rows = (each: typeof statement.rows) =>
			(layout === 'full' ? each : simplify(each, PAIR)).map((row) =>
				toStatementRow(row, actor.locale)
			);
		return {
			...statement,
			value,
			year: toYearView(year),
			previousYear: previousYear ? toYearView(previousYear) : null,
			rows: rows(statement.rows),
			inKindRows: rows(statement.inKindRows)
		};
	}
});
