import { sql } from 'kysely';
import { z } from 'zod';
import { addMonths } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import { sum } from '#shared/money.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { Tx } from '#platform/server/operation.ts';
import { onUsualSide, sideOf, spread } from '#modules/accounting/domain/budget/budget.ts';
import { findAccounts } from '../accounts.ts';
import { accountField } from '../fields.ts';
import { chosenYear } from '../fiscal-years.ts';
import { toYearView, yearView } from '../statement-fields.ts';
import { firstOfMonth } from '../sums.ts';
import { loadBudget } from './load-budget.ts';
import type { BudgetLine } from './load-budget.ts';
import { budgetInput } from './read-budget.read.ts';

export const accountBudget = defineOperation({
	name: 'accounting.account-budget',
	summary: 'Read the budget of one account month by month, beside what was done',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/budget/{account}' },
	input: budgetInput.extend({ account: accountField }),
	output: z.object({
		year: yearView,
		account: z.object({ code: z.string(), label: z.string() }),
		/** Amounts are told month by month; otherwise one amount is spread over them. */
		monthly: z.boolean(),
		/** Of `budgetCents`, what is told here: the rest is told for the projects. */
		ownCents: z.int(),
		budgetCents: z.int(),
		actualCents: z.int(),
		months: z.array(
			z.object({
				/** `YYYY-MM`. */
				month: z.string(),
				ownCents: z.int(),
				budgetCents: z.int(),
				actualCents: z.int()
			})
		)
	}),
	async run(context, { account: ref, fiscalYearId, valueId }) {
		const { tx } = context;
		const year = await chosenYear(context, fiscalYearId);
		const account = (await findAccounts(tx, year.chart, [ref])).get(ref);
		if (!account) throw new Refusal('not-found', 'accounting.no-such-account', { account: ref });
		const { code, label } = account;
		if (sideOf(code) === undefined) {
			throw new Refusal('not-found', 'accounting.no-budget-account', { account: code });
		}
		const lines = (await loadBudget(tx, year.id, valueId)).filter((line) => line.code === code);
		const months: Day[] = [];
		for (let month = firstOfMonth(year.start); month <= year.end; month = addMonths(month, 1)) {
			months.push(month);
		}
		const isOwn = (line: BudgetLine) => (line.valueId ?? undefined) === valueId;
		const cents = (wanted: (line: BudgetLine) => boolean) =>
			sum(lines.filter(wanted).map(({ amountCents }) => amountCents));
		const yearly = cents(({ month }) => month === null);
		const shares = spread(yearly, months.length);
		const done = await balancesByMonth(tx, year.id, account.id, valueId);
		const rows = months.map((month, index) => {
			return {
				month: month.slice(0, 7),
				ownCents: cents((line) => line.month === month && isOwn(line)),
				budgetCents: cents((line) => line.month === month) + (shares[index] ?? 0),
				actualCents: onUsualSide(code, done.get(month) ?? 0)
			};
		});
		return {
			year: toYearView(year),
			account: { code, label },
			monthly: lines.some((line) => line.month !== null && isOwn(line)),
			ownCents: cents(isOwn),
			budgetCents: sum(rows.map((row) => row.budgetCents)),
			actualCents: sum(rows.map((row) => row.actualCents)),
			months: rows
		};
	}
});

/** Debits minus credits of an account by month; of a project, from its shares. */
async function balancesByMonth(
	tx: Tx,
	yearId: string,
	accountId: string,
	valueId: string | undefined
): Promise<ReadonlyMap<string, number>> {
	const source =
		valueId === undefined
			? sql`select month, debit_cents - credit_cents as cents from accounting.account_month
				where fiscal_year_id = ${yearId} and account_id = ${accountId}`
			: sql`select date_trunc('month', entry_date)::date as month, debit_cents - credit_cents as cents
				from accounting.line_share
				where fiscal_year_id = ${yearId} and account_id = ${accountId} and value_id = ${valueId}`;
	const { rows } = await sql<{ month: string; cents: number }>`
		select month, sum(cents) as cents from (${source}) s group by 1`.execute(tx);
	return new Map(rows.map(({ month, cents }) => [month, cents]));
}
