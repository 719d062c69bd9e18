import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineDownload } from '#platform/server/operation.ts';
import { idField } from './fields.ts';
import { tables } from './tables.ts';

export const downloadVoucher = defineDownload({
	name: 'accounting.download-voucher',
	summary: 'Download a voucher',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/vouchers/{voucherId}' },
	mediaTypes: ['application/octet-stream'],
	input: z.strictObject({ voucherId: idField }),
	async run({ tx, blobs }, { voucherId }) {
		const voucher = await tables(tx)
			.selectFrom('accounting.voucher')
			.select(['sha256', 'name', 'media_type'])
			.where('id', '=', voucherId)
			.executeTakeFirst();
		if (!voucher) throw new Refusal('not-found', 'accounting.no-such-voucher');
		const body = await blobs.stream(voucher.sha256);
		return { name: voucher.name, mediaType: voucher.media_type, body };
	}
});
