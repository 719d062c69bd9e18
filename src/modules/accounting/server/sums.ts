import { sql } from 'kysely';
import { addDays, addMonths } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { Period } from '../domain/fiscal-year.ts';
import type { KnownYear } from './fiscal-years.ts';

export interface AccountSums {
	readonly accountId: string;
	readonly debitCents: number;
	readonly creditCents: number;
}

export function firstOfMonth(on: Day): Day {
	return `${on.slice(0, 7)}-01` as Day;
}

/**
 * The whole months of a period, from `first` up to and without `end`; the year's own first and last months are
 * whole even when the year starts or ends amid one.
 */
function wholeMonths(year: Period, { start, end }: Period): { first: Day; end: Day } {
	const startsMonth = start === year.start || start.endsWith('-01');
	const endsMonth = end === year.end || addDays(end, 1).endsWith('-01');
	const first = startsMonth ? firstOfMonth(start) : addMonths(firstOfMonth(start), 1);
	const last = endsMonth ? addMonths(firstOfMonth(end), 1) : firstOfMonth(end);
	return { first, end: last };
}

/**
 * Debits and credits of each account over a period within a year: whole months from the sums kept by month, the
 * days around them from the lines.
 */
export async function sumsByAccount(
	tx: Tx,
	year: KnownYear,
	period: Period
): Promise<AccountSums[]> {
	const months = wholeMonths(year, period);
	const inMonths = sql`select account_id, debit_cents, credit_cents from accounting.account_month
		where fiscal_year_id = ${year.id} and month >= ${months.first} and month < ${months.end}`;
	const parts = [inMonths];
	for (const { start, end } of daysAround(period, months)) {
		parts.push(sql`select l.account_id, l.debit_cents, l.credit_cents
			from accounting.entry e
			join accounting.line l on l.association_id = e.association_id and l.entry_id = e.id
			where e.fiscal_year_id = ${year.id} and e.entry_date between ${start} and ${end}`);
	}
	const { rows } = await sql<AccountSums>`select account_id as "accountId",
			sum(debit_cents) as "debitCents", sum(credit_cents) as "creditCents"
		from (${sql.join(parts, sql` union all `)}) s
		group by account_id`.execute(tx);
	return rows;
}

function daysAround({ start, end }: Period, months: { first: Day; end: Day }): Period[] {
	const parts =
		months.first >= months.end
			? [{ start, end }]
			: [
					{ start, end: addDays(months.first, -1) },
					{ start: months.end, end }
				];
	return parts.filter((part) => part.start <= part.end);
}

/** Debits minus credits of one account in a year, before a line, or before a day when no line is given. */
export async function balanceBefore(
	tx: Tx,
	yearId: string,
	accountId: string,
	at: { day: Day; entryId?: string; position?: number }
): Promise<number> {
	const month = firstOfMonth(at.day);
	const within =
		at.entryId === undefined
			? sql`entry_date < ${at.day}`
			: sql`(entry_date, entry_id, position)
				<= (${at.day}::date, ${at.entryId}::uuid, ${at.position ?? 0}::smallint)`;
	const { rows } = await sql<{ balance: number }>`select
		coalesce((select sum(debit_cents - credit_cents) from accounting.account_month
			where fiscal_year_id = ${yearId} and account_id = ${accountId} and month < ${month}), 0)
		+ coalesce((select sum(debit_cents - credit_cents) from accounting.line
			where fiscal_year_id = ${yearId} and account_id = ${accountId}
				and entry_date >= ${month} and ${within}), 0) as balance`.execute(tx);
	return rows[0]?.balance ?? 0;
}
