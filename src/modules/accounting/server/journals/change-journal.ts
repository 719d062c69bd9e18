import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { idField } from '../fields.ts';
import { tables } from '../tables.ts';
import { journalLabel } from './add-journal.ts';

export const changeJournal = defineOperation({
	name: 'accounting.change-journal',
	summary: 'Give a journal another name, or put it away; its code stays, since it is in numbers',
	permission: 'accounting.configure',
	kind: 'command',
	http: { method: 'patch', path: '/accounting/journals/{journalId}' },
	input: z.strictObject({
		journalId: idField,
		label: journalLabel.optional(),
		active: z.boolean().optional()
	}),
	output: z.object({ code: z.string(), label: z.string(), active: z.boolean() }),
	async run(context, { journalId, ...changes }) {
		const { tx } = context;
		// All of them, so that two people never put the last two of a kind away together.
		const journals = await tables(tx)
			.selectFrom('accounting.journal')
			.select(['id', 'code', 'label', 'kind', 'active'])
			.orderBy('id')
			.forNoKeyUpdate()
			.execute();
		const before = journals.find(({ id }) => id === journalId);
		if (!before) throw new Refusal('not-found', 'accounting.journal-not-found');
		const { label = before.label, active = before.active } = changes;
		const others = journals.filter(
			({ id, kind, active: used }) => id !== journalId && kind === before.kind && used
		);
		if (!active && others.length === 0) {
			throw new Refusal('conflict', 'accounting.journal-last-of-kind', { journal: before.code });
		}
		await tables(tx)
			.updateTable('accounting.journal')
			.set({ label, active })
			.where('id', '=', journalId)
			.execute();
		context.about('journal', journalId, { code: before.code, label, active });
		return { code: before.code, label, active };
	}
});
