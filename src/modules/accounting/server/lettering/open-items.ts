import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import type { Tx } from '#platform/server/operation.ts';
import { NOT_CARRIED } from './open-lines.ts';

/** A debt or a claim that waits: one line, or what is left of a partial lettering. */
export interface OpenItem {
	/** Id of the line, or of the partial lettering. */
	readonly id: string;
	readonly thirdPartyId: string;
	readonly thirdParty: string;
	readonly accountId: string;
	readonly account: string;
	/** The entry that it began with. */
	readonly entryId: string;
	readonly label: string;
	readonly reference: string | null;
	readonly date: Day;
	/** The day it is to be paid; that of the entry when none was given. */
	readonly dueDay: Day;
	readonly remindedOn: Day | null;
	/** What it began with, and what is left: they owe when positive, we owe when negative. */
	readonly amountCents: number;
	readonly remainingCents: number;
	readonly lineIds: readonly string[];
}

export interface OpenItemsFilter {
	readonly side?: 'claims' | 'debts' | undefined;
	readonly thirdPartyId?: string | undefined;
	readonly ids?: readonly string[] | undefined;
	/** Due before that day. */
	readonly dueBefore?: Day | undefined;
	readonly after?: readonly [dueDay: Day, id: string] | undefined;
	/** Those of this amount first, then the nearest days, rather than the earliest due. */
	readonly near?: { readonly cents: number; readonly day: Day } | undefined;
	readonly limit: number;
}

/** What waits, the earliest due first unless said. */
export async function openItems(tx: Tx, filter: OpenItemsFilter): Promise<OpenItem[]> {
	const { side, thirdPartyId, ids, dueBefore, after, near, limit } = filter;
	const party = thirdPartyId ? sql`and l.third_party_id = ${thirdPartyId}` : sql``;
	const kept = [sql`i."remainingCents" <> 0`];
	if (side)
		kept.push(side === 'claims' ? sql`i."remainingCents" > 0` : sql`i."remainingCents" < 0`);
	if (ids) kept.push(sql`i.id = any(${ids}::uuid[])`);
	if (dueBefore) kept.push(sql`i."dueDay" < ${dueBefore}`);
	if (after) kept.push(sql`(i."dueDay", i.id) > (${after[0]}::date, ${after[1]}::uuid)`);
	const nearest = near
		? sql`(i."remainingCents" = ${near.cents}) desc, abs(i."dueDay" - ${near.day}::date),`
		: sql``;
	const { rows } = await sql<OpenItem>`with open as (
			select l.*, l.id as item from accounting.line l
			where l.third_party_id is not null and l.lettering_id is null ${party}
			union all
			select l.*, g.id as item from accounting.lettering g
			join accounting.line l on l.association_id = g.association_id and l.lettering_id = g.id
			where not g.whole and l.third_party_id is not null ${party}
		), items as (
			select l.item as id, l.third_party_id as "thirdPartyId", l.account_id as "accountId",
				(array_agg(l.entry_id order by l.entry_date, l.id))[1] as "entryId",
				min(l.entry_date) as date,
				coalesce(min(l.due_day), min(l.entry_date)) as "dueDay",
				max(l.reminded_on) as "remindedOn",
				(array_agg(l.debit_cents - l.credit_cents order by l.entry_date, l.id))[1] as "amountCents",
				sum(l.debit_cents - l.credit_cents) as "remainingCents",
				array_agg(l.id order by l.entry_date, l.id) as "lineIds"
			from open l
			join accounting.entry e on e.association_id = l.association_id and e.id = l.entry_id
			where ${NOT_CARRIED}
			group by l.item, l.third_party_id, l.account_id
		)
		select i.*, p.label as "thirdParty", a.code as account, e.label, e.reference
		from items i
		join accounting.third_party p on p.id = i."thirdPartyId"
		join accounting.account a on a.id = i."accountId"
		join accounting.entry e on e.id = i."entryId"
		where ${sql.join(kept, sql` and `)}
		order by ${nearest} i."dueDay", i.id limit ${limit}`.execute(tx);
	return rows;
}
