import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { EntryLine, KeptTax } from '#modules/accounting/domain/vat/told-tax.ts';

export interface TaxLine extends EntryLine {
	readonly accountId: string;
	readonly entryId: string;
	readonly day: Day;
	/** What it was written with; nothing for one written by hand or imported. */
	readonly kept: KeptTax | null;
	/** What the returns took of it until now. */
	readonly declaredBaseCents: number;
	readonly declaredVatCents: number;
}

/**
 * The lines of tax of some days, and the exempt sales, but those that the returns took whole once for all. Openings
 * repeat what was, returns only move it.
 */
export async function taxLines(tx: Tx, from: Day, to: Day): Promise<TaxLine[]> {
	const { rows } = await sql<
		Omit<TaxLine, 'kept'> & { [K in keyof KeptTax]: KeptTax[K] | null }
	>`with taxed as (
			select l.id from accounting.line l
			join accounting.account a on a.association_id = l.association_id and a.id = l.account_id
			where a.code ~ '^445(62|66|7)' and l.entry_date between ${from} and ${to}
			union select line_id from accounting.vat_line
		)
		select l.id, l.entry_id as "entryId", l.entry_date as day, l.account_id as "accountId",
			a.code as account, l.debit_cents as "debitCents", l.credit_cents as "creditCents",
			v.kind, v.rate, v.base_cents as "baseCents", v.exigibility,
			coalesce(d.base, 0)::bigint as "declaredBaseCents",
			coalesce(d.vat, 0)::bigint as "declaredVatCents"
		from taxed t
		join accounting.line l on l.id = t.id
		join accounting.account a on a.association_id = l.association_id and a.id = l.account_id
		join accounting.entry e on e.association_id = l.association_id
			and e.fiscal_year_id = l.fiscal_year_id and e.entry_date = l.entry_date and e.id = l.entry_id
		join accounting.journal j on j.association_id = e.association_id and j.id = e.journal_id
		left join accounting.entry undone on undone.association_id = e.association_id
			and undone.id = e.reverses_id
		left join accounting.vat_line v on v.association_id = l.association_id and v.line_id = l.id
		left join lateral (
			select sum(i.base_cents) as base, sum(i.vat_cents) as vat from accounting.vat_return_item i
			where i.association_id = l.association_id and i.line_id = l.id
		) d on true
		where l.entry_date between ${from} and ${to} and j.kind <> 'opening'
			and e.source_type is distinct from 'vat-return'
			and undone.source_type is distinct from 'vat-return'
			and not (coalesce(v.exigibility, '') = 'invoice' and v.base_cents is not distinct from d.base
				and coalesce(abs(d.vat), -1)
					= case v.kind when 'exempt' then 0 else l.debit_cents + l.credit_cents end)
		order by l.entry_date, l.id`.execute(tx);
	return rows.map(({ kind, rate, baseCents, exigibility, ...line }) => ({
		...line,
		kept:
			kind && rate && exigibility && baseCents !== null
				? { kind, rate, baseCents, exigibility }
				: null
	}));
}

/** The lines of some entries, with the lettering of each. */
export async function entryLines(tx: Tx, entryIds: readonly string[]) {
	const { rows } = await sql<
		EntryLine & { entryId: string; letteringId: string | null }
	>`select l.id, l.entry_id as "entryId", a.code as account, l.lettering_id as "letteringId",
			l.debit_cents as "debitCents", l.credit_cents as "creditCents"
		from accounting.line l
		join accounting.account a on a.association_id = l.association_id and a.id = l.account_id
		where l.entry_id = any(${[...entryIds]}::uuid[])
		order by l.entry_id, l.position`.execute(tx);
	return rows;
}

/** The lines of some letterings. */
export async function letteredLines(tx: Tx, letteringIds: readonly string[]) {
	const { rows } = await sql<
		EntryLine & { letteringId: string; day: Day }
	>`select l.id, l.lettering_id as "letteringId", l.entry_date as day, '' as account,
			l.debit_cents as "debitCents", l.credit_cents as "creditCents"
		from accounting.line l where l.lettering_id = any(${[...letteringIds]}::uuid[])`.execute(tx);
	return rows;
}
