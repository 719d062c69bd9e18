import { m } from '#i18n';
import { Refusal } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { ChartVersion } from '#modules/accounting/domain/chart.ts';
import {
	candidatesFor,
	depreciationCandidates
} from '#modules/accounting/domain/closing/inventory-accounts.ts';
import type { InventoryRole } from '#modules/accounting/domain/closing/inventory-accounts.ts';
import { accountOfChart } from '../chart-data.ts';
import { findAccounts, insertAccounts, keepAccounts } from '../accounts.ts';
import type { KnownAccount } from '../accounts.ts';
import { ownAccount } from '../open-year.ts';

/** Whose words the accounts have that another chart lacks. */
const REFERENCE_CHART = 'associations-2025';

async function firstKnown(
	context: OperationContext,
	chart: ChartVersion,
	codes: readonly string[]
): Promise<KnownAccount | undefined> {
	const found = await findAccounts(context.tx, chart, codes);
	const code = codes.find((each) => found.get(each)?.active);
	return code === undefined ? undefined : (await keepAccounts(context, chart, [code])).get(code);
}

/**
 * The account that plays a role at the end of a year, in that chart. What the general chart leaves to the regulation of
 * associations (dedicated funds) is added under the number and the words of the latter, when it is first needed.
 * @throws {Refusal} `accounting.inventory-account-missing` when each of its candidates was put away
 */
export async function inventoryAccount(
	context: OperationContext,
	chart: ChartVersion,
	role: InventoryRole
): Promise<KnownAccount> {
	const codes = candidatesFor(role, chart);
	const account = (await firstKnown(context, chart, codes)) ?? (await added(context, chart, codes));
	if (!account) {
		throw new Refusal('conflict', 'accounting.inventory-account-missing', {
			account: codes[0] ?? ''
		});
	}
	return account;
}

/** The account that the charts of associations have for a role and this one has not; nothing when it was put away. */
async function added(
	context: OperationContext,
	chart: ChartVersion,
	codes: readonly string[]
): Promise<KnownAccount | undefined> {
	const [code = ''] = codes;
	const official = accountOfChart(REFERENCE_CHART, code);
	if (!official || (await findAccounts(context.tx, chart, codes)).size > 0) return undefined;
	const own = ownAccount(code, official.label);
	await insertAccounts(context, [own]);
	return own;
}

/** Where the depreciation of an account of class 2 is kept: of the chart, else one of the association's own. */
export async function depreciationAccount(
	context: OperationContext,
	chart: ChartVersion,
	asset: { readonly code: string; readonly label: string }
): Promise<KnownAccount> {
	const codes = depreciationCandidates(asset.code);
	const known = await firstKnown(context, chart, codes);
	if (known) return known;
	const { locale } = context.actor;
	const label = m.accounting_asset_depreciation_of({ account: asset.label }, { locale });
	const own = ownAccount(codes[0] ?? '', label.slice(0, 200));
	await insertAccounts(context, [own]);
	return own;
}
