import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { OWN_JOURNAL_KINDS } from '#modules/accounting/domain/journal.ts';
import { tables } from '../tables.ts';

export const journalLabel = z.string().trim().min(1).max(100);

export const addJournal = defineOperation({
	name: 'accounting.add-journal',
	summary: 'Add a journal of one’s own, such as one for a second bank or for a shop',
	permission: 'accounting.configure',
	kind: 'command',
	http: { method: 'post', path: '/accounting/journals', success: 201 },
	input: z.strictObject({
		/** A capital, then up to four capitals or figures; it starts the numbers of the entries. */
		code: z
			.string()
			.trim()
			.toUpperCase()
			.regex(/^[A-Z][A-Z0-9]{0,4}$/, 'accounting.journal-code-invalid'),
		label: journalLabel,
		kind: z.enum(OWN_JOURNAL_KINDS)
	}),
	output: z.object({ journalId: z.string() }),
	async run(context, { code, label, kind }) {
		const { tx, association } = context;
		const id = newId();
		const inserted = await tables(tx)
			.insertInto('accounting.journal')
			.values({ association_id: association.id, id, code, label, kind })
			.onConflict((conflict) => conflict.columns(['association_id', 'code']).doNothing())
			.returning('id')
			.execute();
		if (inserted.length === 0) {
			const parameters = { journal: code };
			throw new Refusal('conflict', 'accounting.journal-exists', parameters, [
				{ path: 'code', code: 'accounting.journal-exists', parameters }
			]);
		}
		context.about('journal', id, { code });
		return { journalId: id };
	}
});
