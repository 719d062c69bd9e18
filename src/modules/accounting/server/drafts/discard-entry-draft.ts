import { z } from 'zod';
import { Refusal, refuseField } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { idField } from '../fields.ts';
import { tables } from './tables.ts';

export const discardEntryDraft = defineOperation({
	name: 'accounting.discard-entry-draft',
	summary: 'Throw away an entry that was not finished',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'delete', path: '/accounting/drafts/{draftId}' },
	input: z.strictObject({ draftId: idField }),
	output: z.object({ draftId: z.string() }),
	async run(context, { draftId }) {
		if (!(await removed(context, draftId))) {
			throw new Refusal('not-found', 'accounting.no-such-draft');
		}
		context.about('entry-draft', draftId);
		return { draftId };
	}
});

/**
 * The draft that an entry was written from goes with it, so that nothing is written twice from one draft.
 * @throws {Refusal} `accounting.draft-gone`, when it was written or thrown away meanwhile
 */
export async function useDraft(
	context: OperationContext,
	draftId: string | undefined
): Promise<void> {
	if (draftId === undefined || (await removed(context, draftId))) return;
	throw refuseField('draftId', 'accounting.draft-gone');
}

async function removed({ tx }: OperationContext, draftId: string): Promise<boolean> {
	const { numDeletedRows } = await tables(tx)
		.deleteFrom('accounting.entry_draft')
		.where('id', '=', draftId)
		.executeTakeFirst();
	return numDeletedRows > 0n;
}
