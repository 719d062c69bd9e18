import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { checkLines } from '../domain/entry.ts';
import { journalKindFor } from '../domain/journal.ts';
import { transferLines } from '../domain/plain-entry.ts';
import { keepAccounts, requireAccount } from './accounts.ts';
import { attachFiles } from './attach-files.ts';
import { useDraft } from './drafts/discard-entry-draft.ts';
import {
	accountField,
	amountField,
	dayField,
	entryRef,
	fileIdsField,
	idField,
	labelField,
	referenceField
} from './fields.ts';
import { holdOpenYear } from './fiscal-years.ts';
import { journalOfKind } from './journals.ts';
import { writeEntry } from './write-entry.ts';

export const recordTransfer = defineOperation({
	name: 'accounting.record-transfer',
	summary: 'Record money moved between two accounts of the association',
	permission: 'accounting.write',
	kind: 'command',
	gathers: true,
	http: { method: 'post', path: '/accounting/transfers', success: 201 },
	input: z.strictObject({
		date: dayField,
		label: labelField,
		amountCents: amountField,
		from: accountField,
		to: accountField,
		reference: referenceField.optional(),
		fileIds: fileIdsField.optional(),
		/** The draft that it finishes, which goes with it. */
		draftId: idField.optional()
	}),
	output: entryRef,
	async run(context, input) {
		const { tx } = context;
		const year = await holdOpenYear(tx, input.date);
		const accounts = await keepAccounts(context, year.chart, [input.from, input.to]);
		const from = requireAccount(accounts, input.from, 'from');
		const to = requireAccount(accounts, input.to, 'to');
		const lines = checkLines(transferLines(input.amountCents, from, to));
		const journal = await journalOfKind(tx, journalKindFor(from.kind));
		const posted = await writeEntry(context, { ...input, year, journal, lines });
		await attachFiles(context, posted.entryId, input.fileIds);
		await useDraft(context, input.draftId);
		context.about('entry', posted.entryId, { number: posted.number });
		return posted;
	}
});
