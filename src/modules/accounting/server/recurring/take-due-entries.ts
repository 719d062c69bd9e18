import { z } from 'zod';
import { newId } from '#shared/id.ts';
import { Refusal } from '#shared/errors.ts';
import type { Day } from '#shared/day.ts';
import { inEachAssociation } from '#platform/server/in-each-association.ts';
import type { Job } from '#platform/server/module.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { perform } from '#platform/server/perform.ts';
import { dueBetween } from '#modules/accounting/domain/recurring/due-days.ts';
import { lockYears } from '../fiscal-years.ts';
import { postDue } from './post-due.ts';
import { recurringQuery, tables, type KnownRecurring } from './recurring-entries.ts';

/** Of one recurring entry, in one go: what fell due before waits for the next one. */
const AT_ONCE = 60;

/** Nothing can be written on that day, now or later: the day is left out, and says why. */
const NO_YEAR = new Set(['accounting.year-closed', 'accounting.no-year-on-day']);

export const takeDueEntries = defineOperation({
	name: 'accounting.take-due-entries',
	summary: 'Post or propose the recurring entries that fell due until today, each day once',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/due-entries' },
	input: z.strictObject({}),
	output: z.object({ posted: z.int(), proposed: z.int(), skipped: z.int(), more: z.boolean() }),
	async run(context) {
		const { tx, today } = context;
		const count = { posted: 0, proposed: 0, skipped: 0 };
		// Those who run it at the same moment take turns, in the order of locks of every writer.
		await lockYears(tx);
		let more = false;
		for (const recurring of await recurringQuery(tx).execute()) {
			const known = await takenUntil(context, recurring.id);
			const days = dueBetween(recurring, { after: known, through: today, most: AT_ONCE });
			more ||= days.length === AT_ONCE;
			for (const day of days) count[await take(context, recurring, day)] += 1;
		}
		context.about('recurring-entry', context.association.id, count);
		return { ...count, more };
	}
});

/** The last day that was taken: days are taken in their order. */
async function takenUntil({ tx }: OperationContext, recurringId: string): Promise<Day | undefined> {
	const row = await tables(tx)
		.selectFrom('accounting.recurring_due')
		.select('due_day as day')
		.where('recurring_id', '=', recurringId)
		.orderBy('due_day', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row?.day;
}

async function take(
	context: OperationContext,
	recurring: KnownRecurring,
	day: Day
): Promise<'posted' | 'proposed' | 'skipped'> {
	const { tx, association } = context;
	const became = await whatBecomes(context, recurring, day);
	await tables(tx)
		.insertInto('accounting.recurring_due')
		.values({
			...{ association_id: association.id, id: newId(), recurring_id: recurring.id, due_day: day },
			...became
		})
		.execute();
	return became.state === 'waiting' ? 'proposed' : became.state;
}

async function whatBecomes(context: OperationContext, recurring: KnownRecurring, day: Day) {
	if (recurring.paused) return { state: 'skipped', entry_id: null, reason: 'paused' } as const;
	if (!recurring.posts) return { state: 'waiting', entry_id: null, reason: null } as const;
	try {
		const { entryId } = await postDue(context, recurring, day);
		return { state: 'posted', entry_id: entryId, reason: null } as const;
	} catch (refusal) {
		if (!(refusal instanceof Refusal)) throw refusal;
		const state = NO_YEAR.has(refusal.code) ? 'skipped' : 'waiting';
		return { state, entry_id: null, reason: refusal.code } as const;
	}
}

/** Every night, in each association. */
export const takeDueEverywhere: Job = {
	name: 'accounting.take-due-everywhere',
	cron: '40 4 * * *',
	run: () =>
		inEachAssociation(async (caller) => {
			while ((await perform(takeDueEntries, caller, {})).more);
		})
};
