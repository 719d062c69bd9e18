import { z } from 'zod';
import { sum } from '#shared/money.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { incomeStatement } from '#modules/accounting/domain/income-statement.ts';
import { idField } from '../fields.ts';
import { statementInput, toYearView, yearView } from '../statement-fields.ts';
import { loadStatementYears } from '../year-balances.ts';
import { Refusal } from '#shared/errors.ts';
import { loadAxes, loadValues } from './axes.ts';
import { resultsByValue } from './share-sums.ts';

const amounts = { incomeCents: z.int(), expensesCents: z.int(), resultCents: z.int() };

export const readAxisResults = defineOperation({
	name: 'accounting.axis-results',
	summary: 'Read income, expenses and result of each project of a year, and what goes to none',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/axis-results' },
	/** The first axis unless said. */
	input: statementInput.extend({ axisId: idField.optional() }),
	output: z.object({
		year: yearView,
		axes: z.array(z.object({ id: z.string(), label: z.string() })),
		/** `null` while there is no axis. */
		axisId: z.string().nullable(),
		values: z.array(
			z.object({ id: z.string(), label: z.string(), archived: z.boolean(), ...amounts })
		),
		/** What is shared to no value: with the values, it makes the income statement. */
		unshared: z.object(amounts),
		total: z.object(amounts)
	}),
	async run(context, { fiscalYearId, axisId: wanted }) {
		const { tx } = context;
		const { year, current } = await loadStatementYears(context, fiscalYearId);
		const axes = await loadAxes(tx);
		const axisId = wanted ?? axes[0]?.id ?? null;
		if (axisId !== null && !axes.some(({ id }) => id === axisId)) {
			throw new Refusal('not-found', 'accounting.no-such-axis');
		}
		const results = axisId === null ? [] : await resultsByValue(tx, year.id, axisId);
		const byValue = new Map(results.map((each) => [each.valueId, each]));
		const values = (await loadValues(tx))
			.filter((value) => value.axisId === axisId && (!value.archived || byValue.has(value.id)))
			.map(({ id, label, archived }) => {
				const { incomeCents = 0, expensesCents = 0 } = byValue.get(id) ?? {};
				return { id, label, archived, ...withResult(incomeCents, expensesCents) };
			});
		const { incomeCents, expensesCents } = incomeStatement(current, null);
		return {
			year: toYearView(year),
			axes,
			axisId,
			values,
			unshared: withResult(
				incomeCents - sum(values.map((value) => value.incomeCents)),
				expensesCents - sum(values.map((value) => value.expensesCents))
			),
			total: withResult(incomeCents, expensesCents)
		};
	}
});

function withResult(incomeCents: number, expensesCents: number) {
	return { incomeCents, expensesCents, resultCents: incomeCents - expensesCents };
}
