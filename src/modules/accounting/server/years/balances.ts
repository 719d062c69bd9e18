import type { Tx } from '#platform/server/operation.ts';
import type { Balance } from '#modules/accounting/domain/carry-forward.ts';
import { tables } from '../tables.ts';

/** The balance of each account that was used in a year, in order of number. */
export async function balancesByAccount(tx: Tx, yearId: string): Promise<Balance[]> {
	return tables(tx)
		.selectFrom('accounting.account_month as s')
		.innerJoin('accounting.account as a', (join) =>
			join.onRef('a.association_id', '=', 's.association_id').onRef('a.id', '=', 's.account_id')
		)
		.where('s.fiscal_year_id', '=', yearId)
		.groupBy(['a.id', 'a.code'])
		.orderBy('a.code')
		.select(['a.id as accountId', 'a.code'])
		.select((eb) =>
			eb.fn.sum<number>(eb('s.debit_cents', '-', eb.ref('s.credit_cents'))).as('balanceCents')
		)
		.execute();
}
