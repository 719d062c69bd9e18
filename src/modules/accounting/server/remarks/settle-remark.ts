import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { idField } from '../fields.ts';
import { tables } from '../tables.ts';

export const settleRemark = defineOperation({
	name: 'accounting.settle-remark',
	summary: 'Say that a remark is dealt with; it stays with its entry',
	permission: 'accounting.remark',
	kind: 'command',
	http: { method: 'post', path: '/accounting/remarks/{remarkId}/settlement' },
	input: z.strictObject({ remarkId: idField }),
	output: z.object({ entryId: z.string() }),
	async run(context, { remarkId }) {
		const { tx, actor, now } = context;
		const settled = await tables(tx)
			.updateTable('accounting.remark')
			.set({ settled_at: now, settled_by: actor.accountId })
			.where('id', '=', remarkId)
			.where('settled_at', 'is', null)
			.returning('entry_id')
			.executeTakeFirst();
		if (!settled) throw new Refusal('not-found', 'accounting.no-such-remark');
		context.about('entry', settled.entry_id, { remark: remarkId });
		return { entryId: settled.entry_id };
	}
});

/** A voucher that arrives answers those who asked for it. */
export async function settleVoucherRequests(
	{ tx, actor, now }: OperationContext,
	entryId: string
): Promise<void> {
	await tables(tx)
		.updateTable('accounting.remark')
		.set({ settled_at: now, settled_by: actor.accountId })
		.where('entry_id', '=', entryId)
		.where('kind', '=', 'voucher-request')
		.where('settled_at', 'is', null)
		.execute();
}
