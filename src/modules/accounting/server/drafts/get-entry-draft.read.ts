import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { findFile } from '#platform/server/keep-file.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { idField } from '../fields.ts';
import { followedFields } from './draft-accounts.ts';
import { DRAFT_FORMS, tables } from './tables.ts';

export const getEntryDraft = defineOperation({
	name: 'accounting.get-entry-draft',
	summary: 'Read an entry as far as it was typed',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/drafts/{draftId}' },
	input: z.strictObject({ draftId: idField }),
	output: z.object({
		id: z.string(),
		form: z.enum(DRAFT_FORMS),
		/** As they were typed; accounts that left the chart of the year since are those that took their place. */
		fields: z.record(z.string(), z.string()),
		files: z.array(z.object({ id: z.string(), name: z.string() })),
		/** ISO 8601. */
		keptAt: z.string()
	}),
	async run(context, { draftId }) {
		const draft = await tables(context.tx)
			.selectFrom('accounting.entry_draft')
			.select(['id', 'form', 'fields', 'file_ids', 'kept_at', 'chart'])
			.where('id', '=', draftId)
			.executeTakeFirst();
		if (!draft) throw new Refusal('not-found', 'accounting.no-such-draft');
		const { file_ids, kept_at, chart, ...rest } = draft;
		const fields = await followedFields(context, rest.fields, chart);
		const files: { id: string; name: string }[] = [];
		for (const fileId of file_ids) {
			const { id, name } = await findFile(context, fileId);
			files.push({ id, name });
		}
		return { ...rest, fields, files, keptAt: kept_at.toISOString() };
	}
});
