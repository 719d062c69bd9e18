import { z } from 'zod';
import { newId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { entryById } from '../entries.ts';
import { idField } from '../fields.ts';
import { tables } from '../tables.ts';

export const writeRemark = defineOperation({
	name: 'accounting.write-remark',
	summary: 'Write a remark on an entry, validated or not, or ask for its voucher',
	permission: 'accounting.remark',
	kind: 'command',
	http: { method: 'post', path: '/accounting/entries/{entryId}/remarks', success: 201 },
	input: z.strictObject({
		entryId: idField,
		/** A `voucher-request` is settled by the next voucher attached to the entry. */
		kind: z.enum(['remark', 'voucher-request']).default('remark'),
		text: z.string().trim().min(1).max(1000)
	}),
	output: z.object({ remarkId: z.string() }),
	async run(context, { entryId, kind, text }) {
		const { tx, association, actor, now } = context;
		const entry = await entryById(tx, entryId);
		const remarkId = newId();
		await tables(tx)
			.insertInto('accounting.remark')
			.values({
				association_id: association.id,
				id: remarkId,
				entry_id: entry.id,
				kind,
				text,
				written_at: now,
				written_by: actor.accountId,
				written_as: actor.role
			})
			.execute();
		context.about('entry', entry.id, { remark: remarkId, kind });
		return { remarkId };
	}
});
