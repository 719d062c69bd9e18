import { sql } from 'kysely';
import { sum } from '#shared/money.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { Period } from '#modules/accounting/domain/fiscal-year.ts';
import { standingEntries } from '../closing/standing-entries.ts';
import type { StandingEntry } from '../closing/standing-entries.ts';
import { fundsQuery, tables } from './funds.ts';
import type { KnownFund } from './funds.ts';

export type FundMovement = 'carried' | 'used' | 'transferred';

export interface FundEntry extends StandingEntry {
	readonly fundId: string;
	readonly movement: FundMovement;
	/** What it adds to the fund, in cents; negative when it takes from it. */
	readonly changeCents: number;
}

/** What was carried over, used and transferred of some funds, over all years, oldest first. */
export async function fundEntries(tx: Tx, fundIds: readonly string[]): Promise<FundEntry[]> {
	if (fundIds.length === 0) return [];
	const of = (entries: readonly StandingEntry[], movement: FundMovement, sign: 1 | -1) =>
		entries.map((entry) => ({
			...entry,
			fundId: entry.sourceId,
			movement,
			changeCents: sign * entry.totalCents
		}));
	const moves = await transfers(tx, fundIds);
	const moved = await standingEntries(
		tx,
		'dedicated-fund-transfer',
		moves.map(({ id }) => id)
	);
	return [
		...of(await standingEntries(tx, 'dedicated-fund', fundIds), 'carried', 1),
		...of(await standingEntries(tx, 'dedicated-fund-use', fundIds), 'used', -1),
		...moved.flatMap((entry) =>
			moves
				.filter(({ id }) => id === entry.sourceId)
				.flatMap(({ fromId, toId }) => [
					...of([{ ...entry, sourceId: fromId }], 'transferred', -1),
					...of([{ ...entry, sourceId: toId }], 'transferred', 1)
				])
		)
	].filter(({ fundId }) => fundIds.includes(fundId));
}

async function transfers(tx: Tx, fundIds: readonly string[]) {
	return tables(tx)
		.selectFrom('accounting.dedicated_fund_transfer')
		.select(['id', 'from_id as fromId', 'to_id as toId'])
		.where((eb) => eb.or([eb('from_id', 'in', fundIds), eb('to_id', 'in', fundIds)]))
		.execute();
}

export interface YearOfFund {
	readonly fund: KnownFund;
	readonly openingCents: number;
	readonly carriedCents: number;
	readonly usedCents: number;
	readonly transferredCents: number;
	readonly closingCents: number;
	/** Of the year. */
	readonly entries: readonly FundEntry[];
	/** Expenses of its project in the year; `null` without a project. */
	readonly spentCents: number | null;
}

export const MAX_FUNDS = 500;

/** Each fund with what a year does to it; those that were empty before it and got nothing in it are left out. */
export async function fundsOfYear(tx: Tx, year: Period & { id: string }): Promise<YearOfFund[]> {
	const funds = await fundsQuery(tx)
		.where('received_on', '<=', year.end)
		.orderBy('received_on')
		.orderBy('id')
		.limit(MAX_FUNDS)
		.execute();
	const entries = await fundEntries(
		tx,
		funds.map(({ id }) => id)
	);
	const spent = await spentByValue(tx, year.id);
	return funds
		.map((fund) => yearOf(fund, year, entries, spent))
		.filter(
			({ fund, openingCents, entries: moved }) =>
				openingCents !== 0 || moved.length > 0 || fund.receivedOn >= year.start
		);
}

function yearOf(
	fund: KnownFund,
	year: Period & { id: string },
	all: readonly FundEntry[],
	spent: ReadonlyMap<string, number>
): YearOfFund {
	const own = all.filter(({ fundId }) => fundId === fund.id);
	const change = (entries: readonly FundEntry[]) => sum(entries.map((entry) => entry.changeCents));
	const entries = own.filter(({ fiscalYearId }) => fiscalYearId === year.id);
	const of = (movement: FundMovement) =>
		change(entries.filter((entry) => entry.movement === movement));
	const openingCents = fund.broughtCents + change(own.filter(({ date }) => date < year.start));
	return {
		fund,
		openingCents,
		carriedCents: of('carried'),
		usedCents: -of('used') || 0,
		transferredCents: of('transferred'),
		closingCents: openingCents + change(entries),
		entries,
		spentCents: fund.valueId === null ? null : (spent.get(fund.valueId) ?? 0)
	};
}

/** Expenses of each project in a year, without what is carried over to dedicated funds (689). */
async function spentByValue(tx: Tx, yearId: string): Promise<ReadonlyMap<string, number>> {
	const { rows } = await sql<{ valueId: string; cents: number }>`
		select s.value_id as "valueId", sum(s.debit_cents - s.credit_cents) as cents
		from accounting.line_share s
		join accounting.account a on a.association_id = s.association_id and a.id = s.account_id
		where s.fiscal_year_id = ${yearId} and a.code like '6%' and a.code not like '689%'
		group by 1`.execute(tx);
	return new Map(rows.map(({ valueId, cents }) => [valueId, cents]));
}
