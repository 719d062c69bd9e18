import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { attachFiles } from './attach-files.ts';
import { entryById } from './entries.ts';
import { fileIdsField, idField } from './fields.ts';

export const attachVoucher = defineOperation({
	name: 'accounting.attach-voucher',
	summary: 'Attach uploaded files to an entry; a voucher may still be added to a validated entry',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/entries/{entryId}/vouchers', success: 201 },
	input: z.strictObject({ entryId: idField, fileIds: fileIdsField.min(1) }),
	output: z.object({ voucherIds: z.array(z.string()) }),
	async run(context, { entryId, fileIds }) {
		const entry = await entryById(context.tx, entryId);
		context.about('entry', entry.id);
		return { voucherIds: await attachFiles(context, entry.id, fileIds) };
	}
});
