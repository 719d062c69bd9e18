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

/** The same, an account of third parties being split between them and what is nobody's. */
export async function balancesByThirdParty(tx: Tx, yearId: string): Promise<Balance[]> {
	const [whole, parts] = [await balancesByAccount(tx, yearId), await partsOf(tx, yearId)];
	const byAccount = Map.groupBy(parts, ({ accountId }) => accountId);
	return whole.flatMap((balance) => {
		const own = byAccount.get(balance.accountId) ?? [];
		const rest = own.reduce((left, part) => left - part.balanceCents, balance.balanceCents);
		const split = own.map((part) => ({ ...part, code: balance.code }));
		return [{ ...balance, balanceCents: rest }, ...split];
	});
}

async function partsOf(tx: Tx, yearId: string): Promise<Omit<Balance, 'code'>[]> {
	return tables(tx)
		.selectFrom('accounting.line')
		.where('fiscal_year_id', '=', yearId)
		.where('third_party_id', 'is not', null)
		.groupBy(['account_id', 'third_party_id'])
		.orderBy('account_id')
		.orderBy('third_party_id')
		.select(['account_id as accountId', 'third_party_id as thirdPartyId'])
		.select((eb) =>
			eb.fn.sum<number>(eb('debit_cents', '-', eb.ref('credit_cents'))).as('balanceCents')
		)
		.execute();
}
