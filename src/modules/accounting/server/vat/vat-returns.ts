import { sql } from 'kysely';
import { Refusal } from '#shared/errors.ts';
import { addDays, type Day } from '#shared/day.ts';
import type { Tx } from '#platform/server/operation.ts';
import { periodFrom, regimeOn, type Regime } from '#modules/accounting/domain/vat/period.ts';
import type { DueItem } from './due-items.ts';
import { tables } from './tables.ts';
import type { VatSetting } from './vat-setting.ts';

/** A period of VAT that was settled, in cents of whole euros. */
export interface VatReturn {
	readonly id: string;
	readonly start: Day;
	readonly end: Day;
	readonly regime: Regime;
	readonly carriedCents: number;
	readonly dueCents: number;
	readonly creditCents: number;
	readonly refundCents: number;
}

export function returnsQuery(tx: Tx) {
	return tables(tx)
		.selectFrom('accounting.vat_return')
		.select(['id', 'start_day as start', 'end_day as end', 'regime'])
		.select(['carried_cents as carriedCents', 'due_cents as dueCents'])
		.select(['credit_cents as creditCents', 'refund_cents as refundCents'])
		.orderBy('end_day', 'desc');
}

export function lastReturn(tx: Tx): Promise<VatReturn | undefined> {
	return returnsQuery(tx).limit(1).executeTakeFirst();
}

/** @throws {Refusal} `accounting.no-such-vat-return` */
export async function returnById(tx: Tx, id: string): Promise<VatReturn> {
	const found = await returnsQuery(tx).where('id', '=', id).executeTakeFirst();
	if (!found) throw new Refusal('not-found', 'accounting.no-such-vat-return');
	return found;
}

export interface OpenPeriod {
	readonly start: Day;
	readonly end: Day;
	readonly regime: Regime;
	/** The credit of the return before; of the accounts, for the first one. Whole euros, in cents. */
	readonly carriedCents: number;
}

/** The period to settle next; none once the association is no longer liable and all is settled. */
export async function openPeriod(tx: Tx, setting: VatSetting): Promise<OpenPeriod | undefined> {
	const last = await lastReturn(tx);
	const start = last ? addDays(last.end, 1) : setting.since;
	const { until } = setting;
	if (until && start > until) return undefined;
	const { end } = periodFrom(start, setting.regime);
	const regime = regimeOn(start, setting.regime);
	const carriedCents = last ? last.creditCents : await creditInAccounts(tx, end);
	return { start, end: until && until < end ? until : end, regime, carriedCents };
}

/** The credit that other accounts brought along: what stands in 44567. */
async function creditInAccounts(tx: Tx, until: Day): Promise<number> {
	const { rows } = await sql<{ cents: number }>`select
			coalesce(sum(l.debit_cents - l.credit_cents), 0)::bigint as cents
		from accounting.line l
		join accounting.account a on a.association_id = l.association_id and a.id = l.account_id
		join accounting.entry e on e.association_id = l.association_id and e.id = l.entry_id
		join accounting.journal j on j.association_id = e.association_id and j.id = e.journal_id
		join accounting.fiscal_year y on y.association_id = e.association_id and y.id = e.fiscal_year_id
		where a.code like '44567%' and l.entry_date <= ${until}
			and not (j.kind = 'opening' and y.follows_day is not null)`.execute(tx);
	return Math.max(0, Math.trunc((rows[0]?.cents ?? 0) / 100) * 100);
}

/** What a return took, as it was taken. */
export async function returnItems(tx: Tx, returnId: string): Promise<DueItem[]> {
	return tables(tx)
		.selectFrom('accounting.vat_return_item as i')
		.innerJoin('accounting.line as l', (join) =>
			join.onRef('l.association_id', '=', 'i.association_id').onRef('l.id', '=', 'i.line_id')
		)
		.select(['i.line_id as lineId', 'l.entry_id as entryId', 'l.account_id as accountId'])
		.select(['i.kind', 'i.rate', 'i.base_cents as baseCents', 'i.vat_cents as vatCents'])
		.where('i.return_id', '=', returnId)
		.execute();
}
