import { newId } from '#shared/id.ts';
import { findFile } from '#platform/server/keep-file.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { settleVoucherRequests } from './remarks/settle-remark.ts';
import { tables } from './tables.ts';

/**
 * Makes vouchers of uploaded files and attaches them; answers their ids.
 * @throws {Refusal} `platform.file-not-found`
 */
export async function attachFiles(
	context: OperationContext,
	entryId: string,
	fileIds: readonly string[] = []
): Promise<string[]> {
	const voucherIds: string[] = [];
	for (const fileId of fileIds) voucherIds.push(await attachFile(context, entryId, fileId));
	if (voucherIds.length > 0) await settleVoucherRequests(context, entryId);
	return voucherIds;
}

async function attachFile(
	context: OperationContext,
	entryId: string,
	fileId: string
): Promise<string> {
	const { tx, association, actor, now } = context;
	const file = await findFile(context, fileId);
	const voucherId = newId();
	await tables(tx)
		.insertInto('accounting.voucher')
		.values({
			association_id: association.id,
			id: voucherId,
			sha256: file.sha256,
			name: file.name,
			media_type: file.mediaType,
			size_bytes: file.size,
			created_at: now,
			created_by: actor.accountId
		})
		.execute();
	await tables(tx)
		.insertInto('accounting.entry_voucher')
		.values({
			association_id: association.id,
			id: newId(),
			entry_id: entryId,
			voucher_id: voucherId
		})
		.execute();
	return voucherId;
}
