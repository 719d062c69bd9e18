import { sql } from 'kysely';
import type { Tx } from '#platform/server/operation.ts';
import type { Period } from '../domain/fiscal-year.ts';

export interface AuxiliaryBalance {
	readonly accountId: string;
	readonly thirdPartyId: string;
	readonly code: string;
	readonly label: string;
	readonly openingCents: number;
	readonly debitCents: number;
	readonly creditCents: number;
	readonly closingCents: number;
}

/** A trial balance is read at once: more third parties than these are left out. */
export const MAX_AUXILIARY = 2_000;

/**
 * The third parties of each account over days of a year, by their codes. What the year opened with is
 * the opening when the days start with it, as in the trial balance.
 */
export async function auxiliaryBalances(
	tx: Tx,
	year: Period & { readonly id: string },
	{ start, end }: Period
): Promise<AuxiliaryBalance[]> {
	const opening = start === year.start ? sql`j.kind = 'opening'` : sql`l.entry_date < ${start}`;
	const { rows } = await sql<AuxiliaryBalance>`select s.*,
			p.code, p.label, "openingCents" + "debitCents" - "creditCents" as "closingCents"
		from (
			select l.association_id, l.account_id as "accountId", l.third_party_id as "thirdPartyId",
				coalesce(sum(l.debit_cents - l.credit_cents) filter (where ${opening}), 0) as "openingCents",
				coalesce(sum(l.debit_cents) filter (where not (${opening})), 0) as "debitCents",
				coalesce(sum(l.credit_cents) filter (where not (${opening})), 0) as "creditCents"
			from accounting.line l
			join accounting.entry e on e.association_id = l.association_id and e.id = l.entry_id
			join accounting.journal j on j.association_id = e.association_id and j.id = e.journal_id
			where l.fiscal_year_id = ${year.id} and l.third_party_id is not null
				and l.entry_date <= ${end}
			group by 1, 2, 3
		) s
		join accounting.third_party p
			on p.association_id = s.association_id and p.id = s."thirdPartyId"
		order by p.code limit ${MAX_AUXILIARY}`.execute(tx);
	return rows.map(({ accountId, thirdPartyId, code, label, ...cents }) => ({
		...{ accountId, thirdPartyId, code, label },
		openingCents: cents.openingCents,
		debitCents: cents.debitCents,
		creditCents: cents.creditCents,
		closingCents: cents.closingCents
	}));
}
