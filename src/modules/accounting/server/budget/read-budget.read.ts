import { z } from 'zod';
import { sum } from '#shared/money.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { Tx } from '#platform/server/operation.ts';
import { BUDGET_SIDES, onUsualSide, sideOf } from '#modules/accounting/domain/budget/budget.ts';
import type { StatementAccount } from '#modules/accounting/domain/statement-lines.ts';
import { valueById } from '../analytics/axes.ts';
import { balancesOfValue } from '../analytics/share-sums.ts';
import { idField } from '../fields.ts';
import { statementInput, toYearView, yearView } from '../statement-fields.ts';
import { loadStatementYears } from '../year-balances.ts';
import { loadBudget } from './load-budget.ts';

export const budgetInput = statementInput.extend({
	/** Of one project; the whole association unless said. */
	valueId: idField.optional()
});

const amounts = { budgetCents: z.int(), actualCents: z.int() };

export const readBudget = defineOperation({
	name: 'accounting.read-budget',
	summary: 'Read the budget of a year, or of a project, beside what was done and the year before',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/budget' },
	input: budgetInput,
	output: z.object({
		year: yearView,
		previousYear: yearView.nullable(),
		value: z.object({ id: z.string(), label: z.string() }).nullable(),
		/** In order of side then account; positive on the usual side of the account. */
		rows: z.array(
			z.object({
				code: z.string(),
				label: z.string(),
				side: z.enum(BUDGET_SIDES),
				/** Told month by month, rather than for the whole year. */
				monthly: z.boolean(),
				/** Of `budgetCents`, what is told here: the rest is told for the projects. */
				ownCents: z.int(),
				...amounts,
				/** Of the year before, done. */
				previousCents: z.int().nullable()
			})
		),
		totals: z.array(z.object({ side: z.enum(BUDGET_SIDES), ...amounts })),
		/** Income less expenses. */
		result: z.object(amounts)
	}),
	async run(context, { fiscalYearId, valueId }) {
		const { tx } = context;
		const years = await loadStatementYears(context, fiscalYearId);
		const { year, previousYear } = years;
		const value = valueId === undefined ? null : await valueById(tx, valueId);
		const [current, previous] = value
			? await balancesBy(tx, value.id, year.id, previousYear?.id)
			: [years.current, years.previous];
		const lines = await loadBudget(tx, year.id, valueId);
		const rows = rowsOf(lines, valueId, current, previous);
		const totals = BUDGET_SIDES.map((side) => {
			const own = rows.filter((row) => row.side === side);
			return {
				side,
				budgetCents: sum(own.map((row) => row.budgetCents)),
				actualCents: sum(own.map((row) => row.actualCents))
			};
		});
		const of = (key: 'budgetCents' | 'actualCents') =>
			(totals[1]?.[key] ?? 0) - (totals[0]?.[key] ?? 0);
		return {
			year: toYearView(year),
			previousYear: previousYear && toYearView(previousYear),
			value: value && { id: value.id, label: value.label },
			rows,
			totals,
			result: { budgetCents: of('budgetCents'), actualCents: of('actualCents') }
		};
	}
});

type Balances = readonly StatementAccount[];

async function balancesBy(
	tx: Tx,
	valueId: string,
	yearId: string,
	previousId: string | undefined
): Promise<[Balances, Balances | null]> {
	return [
		await balancesOfValue(tx, yearId, valueId),
		previousId === undefined ? null : await balancesOfValue(tx, previousId, valueId)
	];
}

type BudgetLines = Awaited<ReturnType<typeof loadBudget>>;

function rowsOf(
	lines: BudgetLines,
	valueId: string | undefined,
	current: Balances,
	previous: Balances | null
) {
	const accounts = new Map(
		[...(previous ?? []), ...current, ...lines].map(({ code, label }) => [code, label])
	);
	const done = (balances: Balances, code: string) =>
		onUsualSide(code, balances.find((each) => each.code === code)?.balanceCents ?? 0);
	return [...accounts]
		.flatMap(([code, label]) => {
			const side = sideOf(code);
			if (side === undefined) return [];
			const all = lines.filter((line) => line.code === code);
			const own = all.filter((line) => (line.valueId ?? undefined) === valueId);
			return [
				{
					code,
					label,
					side,
					monthly: own.some(({ month }) => month !== null),
					ownCents: sum(own.map(({ amountCents }) => amountCents)),
					budgetCents: sum(all.map(({ amountCents }) => amountCents)),
					actualCents: done(current, code),
					previousCents: previous && done(previous, code)
				}
			];
		})
		.filter((row) => row.budgetCents || row.actualCents || row.previousCents)
		.sort((a, b) => order(a.side, b.side) || (a.code < b.code ? -1 : 1));
}

function order(a: (typeof BUDGET_SIDES)[number], b: (typeof BUDGET_SIDES)[number]): number {
	return BUDGET_SIDES.indexOf(a) - BUDGET_SIDES.indexOf(b);
}
