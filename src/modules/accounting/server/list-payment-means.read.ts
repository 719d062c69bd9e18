import { z } from 'zod';
import type { Tx } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { isMeansKind, type MeansKind } from '../domain/account.ts';
import type { ChartVersion } from '../domain/chart.ts';
import { belongsTo } from './accounts.ts';
import { chartToday } from './chart/kept-accounts.ts';
import { tables } from './tables.ts';

export interface PaymentMeans {
	readonly id: string;
	readonly code: string;
	readonly label: string;
	readonly kind: MeansKind;
}

/** The accounts of a chart that money moves through: current account, cash box, cheques to cash… */
export async function paymentMeans(tx: Tx, chart: ChartVersion | null): Promise<PaymentMeans[]> {
	const rows = await tables(tx)
		.selectFrom('accounting.account')
		.select(['id', 'code', 'label', 'kind', 'own'])
		.where('is_means', '=', true)
		.where('active', '=', true)
		.orderBy('code')
		.execute();
	return rows.flatMap(({ own, kind, ...means }) =>
		isMeansKind(kind) && (chart === null || belongsTo(chart, { code: means.code, own }))
			? [{ ...means, kind }]
			: []
	);
}

export const listPaymentMeans = defineOperation({
	name: 'accounting.list-payment-means',
	summary: 'List the accounts that money moves through, of the chart of this year',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/payment-means' },
	input: z.strictObject({}),
	output: z.object({
		means: z.array(
			z.object({ id: z.string(), code: z.string(), label: z.string(), kind: z.string() })
		)
	}),
	run: async (context) => ({ means: await paymentMeans(context.tx, await chartToday(context)) })
});
