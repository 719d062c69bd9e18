import type { Day } from '#shared/day.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { MeansKind } from '../domain/account.ts';
import { chartFor } from '../domain/chart.ts';
import { insertAccounts } from './accounts.ts';
import { accountOfChart } from './chart-data.ts';
import { loadYears, yearOf } from './fiscal-years.ts';
import { paymentMeans } from './list-payment-means.read.ts';
import { ownAccount } from './open-year.ts';

const DEFAULT_MEANS: Record<MeansKind, string> = {
	bank: '512',
	cash: '530',
	cheques: '5112',
	cards: '5115'
};

/** Whose words the accounts have that another chart lacks: the general one has none for cards. */
const REFERENCE_CHART = 'associations-2025';

/**
 * Number of the account that money of a kind goes through on a day: the first of the association that the chart of
 * its year knows, else that of the chart, else one of the association's own.
 */
export async function meansAccount(
	context: OperationContext,
	kind: MeansKind,
	on: Day
): Promise<string> {
	const chart = yearOf(await loadYears(context.tx), on)?.chart ?? chartFor(on);
	const known = (await paymentMeans(context.tx, chart)).find((means) => means.kind === kind);
	if (known) return known.code;
	const code = DEFAULT_MEANS[kind];
	const label = accountOfChart(REFERENCE_CHART, code)?.label ?? code;
	if (!accountOfChart(chart, code)) {
		await insertAccounts(context, [{ ...ownAccount(code, label), isMeans: true }]);
	}
	return code;
}
