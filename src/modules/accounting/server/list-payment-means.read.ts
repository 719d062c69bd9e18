import { z } from 'zod';
import type { Tx } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { MeansKind } from '../domain/account.ts';
import { tables } from './tables.ts';

export interface PaymentMeans {
	readonly id: string;
	readonly code: string;
	readonly label: string;
	readonly kind: MeansKind;
}

/** The accounts that money moves through: current account, cash box, cheques to cash… */
export async function paymentMeans(tx: Tx): Promise<PaymentMeans[]> {
	const rows = await tables(tx)
		.selectFrom('accounting.account')
		.select(['id', 'code', 'label', 'kind'])
		.where('is_means', '=', true)
		.where('active', '=', true)
		.orderBy('code')
		.execute();
	return rows as PaymentMeans[];
}

export const listPaymentMeans = defineOperation({
	name: 'accounting.list-payment-means',
	summary: 'List the accounts that money moves through',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/payment-means' },
	input: z.strictObject({}),
	output: z.object({
		means: z.array(
			z.object({ id: z.string(), code: z.string(), label: z.string(), kind: z.string() })
		)
	}),
	run: async ({ tx }) => ({ means: await paymentMeans(tx) })
});
