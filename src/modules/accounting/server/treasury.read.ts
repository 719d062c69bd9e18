import { sql } from 'kysely';
import { z } from 'zod';
import { addMonths } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';
import { sum } from '#shared/money.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { Tx } from '#platform/server/operation.ts';
import { dayField } from './fields.ts';
import { firstOfMonth } from './sums.ts';
import { tables } from './tables.ts';

export const treasury = defineOperation({
	name: 'accounting.read-treasury',
	summary: 'Read the money at hand, bank and cash, and its balance at the end of the past months',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/treasury' },
	input: z.strictObject({
		/** Today unless said. */
		on: dayField.optional(),
		months: z.int().min(1).max(60).default(12)
	}),
	output: z.object({
		on: z.string(),
		balanceCents: z.int(),
		accounts: z.array(
			z.object({
				id: z.string(),
				code: z.string(),
				label: z.string(),
				kind: z.string(),
				balanceCents: z.int()
			})
		),
		/** Oldest first; the last one, `YYYY-MM`, up to the day asked for. */
		months: z.array(z.object({ month: z.string(), balanceCents: z.int() }))
	}),
	run: ({ tx, today, remember }, { on = today, months }) =>
		remember(`treasury ${on} ${months}`, () => readTreasury(tx, on, months))
});

async function readTreasury(tx: Tx, on: Day, months: number) {
	const accounts = await tables(tx)
		.selectFrom('accounting.account')
		.select(['id', 'code', 'label', 'kind'])
		.where('kind', 'in', ['bank', 'cash'])
		.orderBy('code')
		.execute();
	const movements = await movementsUpTo(tx, on);
	const balanceCents = sum(movements.map((row) => row.cents));
	return {
		on,
		balanceCents,
		accounts: accounts.map((account) => ({
			...account,
			balanceCents: sum(
				movements.filter((row) => row.accountId === account.id).map((row) => row.cents)
			)
		})),
		months: lastMonths(on, months).map((month) => ({
			month: month.slice(0, 7),
			balanceCents: sum(movements.filter((row) => row.month <= month).map((row) => row.cents))
		}))
	};
}

interface Movement {
	readonly accountId: string;
	/** First day of the month. */
	readonly month: Day;
	/** Debits minus credits. */
	readonly cents: number;
}

function lastMonths(on: Day, count: number): Day[] {
	const last = firstOfMonth(on);
	return Array.from({ length: count }, (_, index) => addMonths(last, index + 1 - count));
}

/**
 * Bank and cash by month over all years. The opening of a year but the first repeats what the years before it
 * already tell: it is taken out, so that an open year before it counts as well.
 */
async function movementsUpTo(tx: Tx, on: Day): Promise<Movement[]> {
	const month = firstOfMonth(on);
	const { rows } = await sql<Movement>`
		with money as (
			select association_id, id from accounting.account where kind in ('bank', 'cash')
		), opening as materialized (
			-- A handful of entries, found first: from the lines of a bank account the way would be long.
			select e.association_id, e.id
			from accounting.fiscal_year y
			join accounting.journal j on j.association_id = y.association_id and j.kind = 'opening'
			join accounting.entry e on e.association_id = y.association_id
				and e.fiscal_year_id = y.id and e.journal_id = j.id
			where y.follows_day is not null and e.entry_date <= ${on}
		), part as (
			select s.account_id, s.month, s.debit_cents - s.credit_cents as cents
			from money a
			join accounting.account_month s on s.association_id = a.association_id and s.account_id = a.id
			where s.month < ${month}
			union all
			select l.account_id, ${month}::date, l.debit_cents - l.credit_cents
			from money a
			join accounting.fiscal_year y on y.association_id = a.association_id
				and y.start_day <= ${on} and y.end_day >= ${month}
			join accounting.line l on l.association_id = a.association_id
				and l.fiscal_year_id = y.id and l.account_id = a.id
			where l.entry_date between ${month} and ${on}
			union all
			select l.account_id, date_trunc('month', l.entry_date)::date, l.credit_cents - l.debit_cents
			from opening o
			cross join lateral (
				select * from accounting.line l
				where l.association_id = o.association_id and l.entry_id = o.id
				offset 0
			) l
			join money a on a.association_id = l.association_id and a.id = l.account_id
		)
		select account_id as "accountId", month, sum(cents) as cents
		from part group by 1, 2 order by 2`.execute(tx);
	return rows;
}
