import { sql } from 'kysely';
import { z } from 'zod';
import { addMonths } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';
import { sum } from '#shared/money.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { Tx } from '#platform/server/operation.ts';
import { chosenYear } from './fiscal-years.ts';
import type { KnownYear } from './fiscal-years.ts';
import { statementInput, toYearView, yearView } from './statement-fields.ts';
import { firstOfMonth } from './sums.ts';

const month = z.object({
	/** `YYYY-MM`. */
	month: z.string(),
	inCents: z.int(),
	outCents: z.int(),
	/** At the end of the month. */
	balanceCents: z.int()
});

export const readCashPosition = defineOperation({
	name: 'accounting.cash-position',
	summary: 'Read the money at bank and in cash over a year: in, out and balance of each month',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/cash-position' },
	input: statementInput,
	output: z.object({
		year: yearView,
		/** What the year opened with. */
		openingCents: z.int(),
		/** All accounts together; moves from one to another count in both columns. */
		months: z.array(month),
		accounts: z.array(
			z.object({
				code: z.string(),
				label: z.string(),
				openingCents: z.int(),
				balanceCents: z.int(),
				months: z.array(month)
			})
		)
	}),
	async run(context, { fiscalYearId }) {
		const { tx, today, remember } = context;
		const year = await chosenYear(context, fiscalYearId);
		const movements = await remember(`cash ${year.id}`, () => movementsOf(tx, year));
		const months = monthsOf(year, today);
		const codes = [...new Set(movements.map(({ code }) => code))];
		return {
			year: toYearView(year),
			...position(movements, months),
			accounts: codes.map((code) => {
				const own = movements.filter((each) => each.code === code);
				const { openingCents, months: each } = position(own, months);
				const balanceCents = each.at(-1)?.balanceCents ?? openingCents;
				return { code, label: own[0]?.label ?? '', openingCents, balanceCents, months: each };
			})
		};
	}
});

interface Movement {
	readonly code: string;
	readonly label: string;
	/** First day of the month; `null` for what the year opened with. */
	readonly month: Day | null;
	readonly inCents: number;
	readonly outCents: number;
}

/** From the first month of the year to that of today, or to its last one once it is over. */
function monthsOf(year: KnownYear, today: Day): Day[] {
	const last = firstOfMonth(year.end < today || today < year.start ? year.end : today);
	const months: Day[] = [];
	for (let each = firstOfMonth(year.start); each <= last; each = addMonths(each, 1)) {
		months.push(each);
	}
	return months;
}

function position(movements: readonly Movement[], months: readonly Day[]) {
	const net = ({ inCents, outCents }: Movement) => inCents - outCents;
	const openingCents = sum(movements.filter((each) => each.month === null).map(net));
	let balanceCents: number = openingCents;
	return {
		openingCents,
		months: months.map((first) => {
			const moved = movements.filter((each) => each.month === first);
			const inCents = sum(moved.map((each) => each.inCents));
			const outCents = sum(moved.map((each) => each.outCents));
			balanceCents += inCents - outCents;
			return { month: first.slice(0, 7), inCents, outCents, balanceCents };
		})
	};
}

/** From the sums kept by month; what the opening journal wrote is told apart. */
async function movementsOf(tx: Tx, year: KnownYear): Promise<Movement[]> {
	const { rows } = await sql<Movement>`
		with opening as materialized (
			select l.account_id, date_trunc('month', l.entry_date)::date as month,
				sum(l.debit_cents) as debit, sum(l.credit_cents) as credit
			from accounting.journal j
			join accounting.entry e on e.association_id = j.association_id
				and e.fiscal_year_id = ${year.id} and e.journal_id = j.id
			join accounting.line l on l.association_id = e.association_id and l.entry_id = e.id
			where j.kind = 'opening'
			group by 1, 2
		)
		select a.code, a.label, m.month, m.debit as "inCents", m.credit as "outCents"
		from accounting.account a
		cross join lateral (
			select s.month, s.debit_cents - coalesce(o.debit, 0) as debit,
				s.credit_cents - coalesce(o.credit, 0) as credit
			from accounting.account_month s
			left join opening o on o.account_id = s.account_id and o.month = s.month
			where s.association_id = a.association_id and s.fiscal_year_id = ${year.id}
				and s.account_id = a.id
			union all
			select null, o.debit, o.credit from opening o where o.account_id = a.id
		) m
		where a.kind in ('bank', 'cash')
		order by a.code, m.month`.execute(tx);
	return rows;
}
