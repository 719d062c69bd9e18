import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { entryRef, idField } from '../fields.ts';
import { lockYears } from '../fiscal-years.ts';
import { postDue } from './post-due.ts';
import { lockRecurring, tables } from './recurring-entries.ts';

export const postDueEntry = defineOperation({
	name: 'accounting.post-due-entry',
	summary: 'Post a recurring entry that was proposed, on the day it fell due',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/due-entries/{dueId}/entry', success: 201 },
	input: z.strictObject({ dueId: idField }),
	output: entryRef,
	async run(context, { dueId }) {
		await lockYears(context.tx);
		const due = await dueIn(context, dueId, ['waiting']);
		const recurring = await lockRecurring(context.tx, due.recurringId);
		const posted = await postDue(context, recurring, due.day);
		await tables(context.tx)
			.updateTable('accounting.recurring_due')
			.set({ state: 'posted', entry_id: posted.entryId, reason: null })
			.where('id', '=', dueId)
			.execute();
		return posted;
	}
});

export const skipDueEntry = defineOperation({
	name: 'accounting.skip-due-entry',
	summary: 'Leave out a recurring entry that was proposed, or propose it again',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/due-entries/{dueId}/skip' },
	input: z.strictObject({ dueId: idField, skipped: z.boolean().default(true) }),
	output: z.object({ dueId: z.string(), skipped: z.boolean() }),
	async run(context, { dueId, skipped }) {
		const due = await dueIn(context, dueId, ['waiting', 'skipped']);
		await tables(context.tx)
			.updateTable('accounting.recurring_due')
			.set({ state: skipped ? 'skipped' : 'waiting', reason: null })
			.where('id', '=', dueId)
			.execute();
		context.about('recurring-entry', due.recurringId, { day: due.day, skipped });
		return { dueId, skipped };
	}
});

async function dueIn({ tx }: OperationContext, id: string, states: readonly string[]) {
	const due = await tables(tx)
		.selectFrom('accounting.recurring_due')
		.select(['recurring_id as recurringId', 'due_day as day', 'state'])
		.where('id', '=', id)
		.forUpdate()
		.executeTakeFirst();
	if (!due) throw new Refusal('not-found', 'accounting.no-such-due');
	if (!states.includes(due.state)) throw new Refusal('conflict', 'accounting.due-decided');
	return due;
}
