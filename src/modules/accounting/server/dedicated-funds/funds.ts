import type { ColumnType } from 'kysely';
import type { Day } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { Fund, FundKind } from '#modules/accounting/domain/dedicated-funds/dedicated-fund.ts';
import type { AccountingTables } from '../tables.ts';

type FundTables = AccountingTables & {
	'accounting.dedicated_fund': {
		association_id: string;
		id: string;
		label: string;
		funder: string;
		kind: FundKind;
		received_on: ColumnType<Day, string, string>;
		received_cents: number;
		brought_cents: number;
		value_id: string | null;
		created_at: Date;
	};
	'accounting.dedicated_fund_transfer': {
		association_id: string;
		id: string;
		from_id: string;
		to_id: string;
		created_at: Date;
	};
};

export function tables(tx: Tx) {
	return tx.withTables<FundTables>();
}

export interface KnownFund extends Fund {
	readonly id: string;
	/** What it is for. */
	readonly label: string;
	readonly funder: string;
	readonly kind: FundKind;
	readonly broughtCents: number;
	readonly valueId: string | null;
}

export function fundsQuery(tx: Tx) {
	return tables(tx)
		.selectFrom('accounting.dedicated_fund')
		.select(['id', 'label', 'funder', 'kind', 'received_on as receivedOn'])
		.select(['received_cents as receivedCents', 'brought_cents as broughtCents'])
		.select('value_id as valueId');
}

/** Locked until the commit. @throws {Refusal} `accounting.no-such-fund` */
export async function lockFund(tx: Tx, id: string): Promise<KnownFund> {
	const fund = await fundsQuery(tx).where('id', '=', id).forUpdate().executeTakeFirst();
	if (!fund) throw new Refusal('not-found', 'accounting.no-such-fund');
	return fund;
}
