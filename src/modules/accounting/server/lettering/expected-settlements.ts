import type { ExpectedPayment, PaymentSource } from '#platform/server/expected-payments.ts';
import { openItems, type OpenItem } from './open-items.ts';
import { settleItems } from './settle.ts';

function toExpected(item: OpenItem): ExpectedPayment {
	return {
		id: item.id,
		cents: item.remainingCents,
		day: item.dueDay,
		party: item.thirdParty,
		label: item.label,
		reference: item.reference,
		together: `${item.thirdPartyId} ${item.accountId}`
	};
}

/** Debts and claims of third parties, settled by a payment that is lettered with them. */
export const expectedSettlements: PaymentSource = {
	key: 'accounting.open-items',
	permission: 'accounting.write',
	list: async ({ tx }, limit) => (await openItems(tx, { limit })).map(toExpected),
	async nearest({ tx }, near, limit) {
		const side = near.cents > 0 ? 'claims' : 'debts';
		return (await openItems(tx, { side, near, limit })).map(toExpected);
	},
	settle: (context, itemIds, { cents, ...payment }) =>
		settleItems(context, { itemIds, amountCents: cents, ...payment })
};
