import { sum } from '#shared/money.ts';
import type { Tx } from '#platform/server/operation.ts';
import { tables } from '../tables.ts';

export interface WaitingResult {
	/** Surplus when positive, deficit when negative. */
	readonly resultCents: number;
	/** The accounts 12 that it stands on, debits minus credits. */
	readonly parts: readonly { readonly accountId: string; readonly balanceCents: number }[];
}

/** What stands on the accounts 12 of a year and waits for its allocation. */
export async function waitingResult(tx: Tx, yearId: string): Promise<WaitingResult> {
	const parts = await tables(tx)
		.selectFrom('accounting.account_month as s')
		.innerJoin('accounting.account as a', (join) =>
			join.onRef('a.association_id', '=', 's.association_id').onRef('a.id', '=', 's.account_id')
		)
		.where('s.fiscal_year_id', '=', yearId)
		.where('a.kind', '=', 'result')
		.groupBy('a.id')
		.orderBy('a.id')
		.select('a.id as accountId')
		.select((eb) =>
			eb.fn.sum<number>(eb('s.debit_cents', '-', eb.ref('s.credit_cents'))).as('balanceCents')
		)
		.execute();
	const standing = parts.filter(({ balanceCents }) => balanceCents !== 0);
	return {
		resultCents: -sum(standing.map(({ balanceCents }) => balanceCents)) || 0,
		parts: standing
	};
}
