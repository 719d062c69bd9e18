import { sum } from '#shared/money.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { ChartVersion } from '#modules/accounting/domain/chart.ts';
import type { Period } from '#modules/accounting/domain/fiscal-year.ts';
import { chargeOf } from '#modules/accounting/domain/fixed-assets/depreciation.ts';
import { grantShareOf } from '#modules/accounting/domain/fixed-assets/grant-share.ts';
import { successorsOf } from '../chart/kept-accounts.ts';
import { standingEntries } from '../closing/standing-entries.ts';
import type { InventorySource, StandingEntry } from '../closing/standing-entries.ts';
import { assetsOf, grantsOf } from './load-assets.ts';
import type { KnownAsset, KnownGrant } from './load-assets.ts';

export interface Charge {
	/** What the year bears by the plan, in cents. */
	readonly wantedCents: number;
	readonly writtenCents: number;
	readonly entries: readonly StandingEntry[];
}

export interface GrantCharge extends Charge {
	readonly grant: KnownGrant;
}

export interface AssetCharge extends Charge {
	readonly asset: KnownAsset;
	readonly grants: readonly GrantCharge[];
}

type Year = Period & { readonly id: string; readonly chart: ChartVersion };

/** Each asset with what a year bears of it, and what of it is written; those that wear nothing that year included. */
export async function yearCharges(tx: Tx, year: Year): Promise<AssetCharge[]> {
	const assets = await assetsOf(tx, year);
	return chargesOf(tx, year, await inChart(tx, year, assets));
}

/** The same, shown in the accounts of a year; one that waits for a choice is shown as it was noted. */
async function inChart(tx: Tx, { chart }: Year, assets: KnownAsset[]): Promise<KnownAsset[]> {
	const kept = assets.map(({ code: account, keptUnder }) => ({ account, keptUnder, chart }));
	const found = await successorsOf(tx, kept);
	return assets.map((asset, index) => {
		const successor = found[index];
		if (successor?.account === undefined || successor.account === asset.code) return asset;
		const { account: code, label: accountLabel = asset.accountLabel } = successor;
		return { ...asset, code, accountLabel, keptUnder: chart };
	});
}

export async function chargesOf(
	tx: Tx,
	year: Year,
	assets: readonly KnownAsset[]
): Promise<AssetCharge[]> {
	const ids = assets.map(({ id }) => id);
	const grants = await grantsOf(tx, ids);
	const grantIds = grants.map(({ id }) => id);
	const charged = await writtenIn(tx, year, 'depreciation', ids);
	const shared = await writtenIn(tx, year, 'grant-share', grantIds);
	return assets.map((asset) => ({
		asset,
		...charge(chargeOf(asset, year), charged.get(asset.id)),
		grants: grants
			.filter(({ assetId }) => assetId === asset.id)
			.map((grant) => ({
				grant,
				...charge(grantShareOf(asset, grant, year), shared.get(grant.id))
			}))
	}));
}

async function writtenIn(tx: Tx, year: Year, type: InventorySource, ids: readonly string[]) {
	const entries = await standingEntries(tx, type, ids);
	const ofYear = entries.filter(({ fiscalYearId }) => fiscalYearId === year.id);
	return Map.groupBy(ofYear, ({ sourceId }) => sourceId);
}

function charge(wantedCents: number, entries: readonly StandingEntry[] = []): Charge {
	return { wantedCents, writtenCents: sum(entries.map(({ totalCents }) => totalCents)), entries };
}
