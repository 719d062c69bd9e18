import type { Day } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { ChartVersion } from '#modules/accounting/domain/chart.ts';
import type { Depreciable } from '#modules/accounting/domain/fixed-assets/depreciation.ts';
import { tables } from './tables.ts';

export interface KnownAsset extends Depreciable {
	readonly id: string;
	readonly label: string;
	/** Number and name of its account. */
	readonly code: string;
	readonly accountLabel: string;
	/** The nomenclature of that account; `null` when it was not noted. */
	readonly keptUnder: ChartVersion | null;
	readonly acquiredOn: Day;
	readonly supplier: string | null;
	readonly reference: string | null;
	readonly partOfId: string | null;
	readonly entryId: string | null;
	readonly disposal: 'sold' | 'scrapped' | null;
}

export interface KnownGrant {
	readonly id: string;
	readonly assetId: string;
	readonly funder: string;
	readonly grantedOn: Day;
	readonly amountCents: number;
}

export function assetsQuery(tx: Tx) {
	return tables(tx)
		.selectFrom('accounting.fixed_asset as f')
		.innerJoin('accounting.account as a', (join) =>
			join.onRef('a.association_id', '=', 'f.association_id').onRef('a.id', '=', 'f.account_id')
		)
		.select(['f.id', 'f.label', 'a.code', 'a.label as accountLabel', 'f.acquired_on as acquiredOn'])
		.select(['f.in_service_on as inServiceOn', 'f.cost_cents as costCents'])
		.select(['f.residual_cents as residualCents', 'f.life_months as lifeMonths'])
		.select(['f.day_count as dayCount', 'f.supplier', 'f.reference', 'f.part_of_id as partOfId'])
		.select(['f.entry_id as entryId', 'f.disposed_on as disposedOn', 'f.disposal'])
		.select('f.chart as keptUnder');
}

/** An association has few of them: more than these are not read at once. */
export const MAX_ASSETS = 2_000;

/** Those there on some day of a period, in order of account and day. */
export async function assetsOf(tx: Tx, period: { start: Day; end: Day }): Promise<KnownAsset[]> {
	return assetsQuery(tx)
		.where('f.acquired_on', '<=', period.end)
		.where((eb) =>
			eb.or([eb('f.disposed_on', 'is', null), eb('f.disposed_on', '>=', period.start)])
		)
		.orderBy('a.code')
		.orderBy('f.acquired_on')
		.orderBy('f.id')
		.limit(MAX_ASSETS)
		.execute();
}

/** Locked until the commit. @throws {Refusal} `accounting.no-such-asset` */
export async function lockAsset(tx: Tx, id: string): Promise<KnownAsset> {
	const asset = await assetsQuery(tx).where('f.id', '=', id).forUpdate('f').executeTakeFirst();
	return known(asset);
}

/** @throws {Refusal} `accounting.no-such-asset` */
export async function assetById(tx: Tx, id: string): Promise<KnownAsset> {
	return known(await assetsQuery(tx).where('f.id', '=', id).executeTakeFirst());
}

function known(asset: KnownAsset | undefined): KnownAsset {
	if (!asset) throw new Refusal('not-found', 'accounting.no-such-asset');
	return asset;
}

/** The grants that paid for some assets, oldest first. */
export async function grantsOf(tx: Tx, assetIds: readonly string[]): Promise<KnownGrant[]> {
	if (assetIds.length === 0) return [];
	return tables(tx)
		.selectFrom('accounting.investment_grant')
		.select(['id', 'asset_id as assetId', 'funder', 'granted_on as grantedOn'])
		.select('amount_cents as amountCents')
		.where('asset_id', 'in', assetIds)
		.orderBy('granted_on')
		.orderBy('id')
		.execute();
}
