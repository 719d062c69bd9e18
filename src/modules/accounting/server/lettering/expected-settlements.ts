import type { PaymentSource } from '#platform/server/expected-payments.ts';
import { openItems } from './open-items.ts';
import { settleItems } from './settle.ts';

/** Debts and claims of third parties, settled by a payment that is lettered with them. */
export const expectedSettlements: PaymentSource = {
	key: 'accounting.open-items',
	permission: 'accounting.write',
	async list({ tx }, limit) {
		const items = await openItems(tx, { limit });
		return items.map((item) => ({
			id: item.id,
			cents: item.remainingCents,
			day: item.dueDay,
			party: item.thirdParty,
			label: item.label,
			reference: item.reference,
			together: `${item.thirdPartyId} ${item.accountId}`
		}));
	},
	settle: (context, itemIds, { cents, ...payment }) =>
		settleItems(context, { itemIds, amountCents: cents, ...payment })
};
