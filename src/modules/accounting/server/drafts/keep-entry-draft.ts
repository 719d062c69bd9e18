import { z } from 'zod';
import { newId } from '#shared/id.ts';
import { findFile } from '#platform/server/keep-file.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { fileIdsField, idField } from '../fields.ts';
import { chartOfDraft } from './draft-accounts.ts';
import { DRAFT_FORMS, tables } from './tables.ts';

const MOST_CHARACTERS = 200_000;

export const keepEntryDraft = defineOperation({
	name: 'accounting.keep-entry-draft',
	summary: 'Keep an entry as far as it was typed, apart from the books, to finish it later',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/drafts', success: 201 },
	input: z.strictObject({
		/** The draft that it takes the place of; when that one is gone, what was typed is kept all the same. */
		draftId: idField.optional(),
		form: z.enum(DRAFT_FORMS),
		/** The fields of the form, by name, as they were typed; nothing of them is checked yet. */
		fields: z
			.record(z.string().min(1).max(80), z.string().max(1000))
			.refine(
				(fields) => JSON.stringify(fields).length <= MOST_CHARACTERS,
				'accounting.draft-too-long'
			),
		/** Files uploaded beforehand, to become vouchers. */
		fileIds: fileIdsField.default([])
	}),
	output: z.object({ draftId: z.string() }),
	async run(context, { draftId, form, fields, fileIds }) {
		const { tx, association, now } = context;
		for (const fileId of fileIds) await findFile(context, fileId);
		const row = {
			...{ form, label: (fields.label ?? '').slice(0, 200) },
			...{ fields: JSON.stringify(fields), file_ids: fileIds, kept_at: now },
			chart: await chartOfDraft(context, fields)
		};
		const known = draftId
			? await tables(tx)
					.updateTable('accounting.entry_draft')
					.set(row)
					.where('id', '=', draftId)
					.returning('id')
					.executeTakeFirst()
			: undefined;
		const id = known?.id ?? newId();
		if (!known) {
			await tables(tx)
				.insertInto('accounting.entry_draft')
				.values({ association_id: association.id, id, ...row })
				.execute();
		}
		context.about('entry-draft', id);
		return { draftId: id };
	}
});
