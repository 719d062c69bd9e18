import { z } from 'zod';
import { addDays } from '#shared/day.ts';
import { translateCode } from '#platform/server/locale.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { dueBetween } from '#modules/accounting/domain/recurring/due-days.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { rhythmFields } from './start-recurring-entry.ts';
import { recurringQuery, tables } from './recurring-entries.ts';

const NEXT = 3;

export const listRecurringEntries = defineOperation({
	name: 'accounting.list-recurring-entries',
	summary: 'List the recurring entries, the next days they fall due and what waits for a decision',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/recurring-entries' },
	input: z.strictObject({
		after: z.string().max(200).optional(),
		limit: z.int().min(1).max(200).default(50)
	}),
	output: z.object({
		recurring: z.array(
			z.object({
				id: z.string(),
				templateId: z.string(),
				name: z.string(),
				months: z.int(),
				dayOfMonth: z.int(),
				totalCents: z.int().nullable(),
				posts: z.boolean(),
				paused: z.boolean(),
				until: z.string().nullable(),
				/** The next days, three at most; none when it is over. */
				next: z.array(z.string())
			})
		),
		/** What waits, the earliest first, a hundred at most; and what was left out lately. */
		due: z.array(
			z.object({
				id: z.string(),
				recurringId: z.string(),
				templateId: z.string(),
				name: z.string(),
				day: z.string(),
				totalCents: z.int().nullable(),
				state: z.enum(['waiting', 'skipped']),
				/** Why it was not posted, as a sentence. */
				reason: z.string()
			})
		),
		next: z.string().optional()
	}),
	async run({ tx, today, actor }, { after, limit }) {
		let query = recurringQuery(tx).limit(limit + 1);
		if (after) {
			const [id] = readCursor<[string]>(after, [(value) => typeof value === 'string']);
			query = query.where('r.id', '>', id);
		}
		const rows = await query.execute();
		const page = rows.slice(0, limit);
		const last = page.at(-1);
		const due = await tables(tx)
			.selectFrom('accounting.recurring_due as d')
			.innerJoin('accounting.recurring_entry as r', (join) =>
				join.onRef('r.association_id', '=', 'd.association_id').onRef('r.id', '=', 'd.recurring_id')
			)
			.innerJoin('accounting.entry_template as t', (join) =>
				join.onRef('t.association_id', '=', 'r.association_id').onRef('t.id', '=', 'r.template_id')
			)
			.select(['d.id', 'd.recurring_id as recurringId', 't.id as templateId', 't.name'])
			.select(['d.due_day as day', 'd.state', 'd.reason', 'r.total_cents as totalCents'])
			.where('d.state', '!=', 'posted')
			.where((eb) =>
				eb.or([eb('d.state', '=', 'waiting'), eb('d.due_day', '>=', addDays(today, -60))])
			)
			.orderBy('d.state', 'desc')
			.orderBy('d.due_day')
			.orderBy('d.id')
			.limit(100)
			.execute();
		return {
			recurring: page.map(({ from, times, ...each }) => ({
				...each,
				next: dueBetween({ ...each, from, times }, { after: addDays(today, -1), most: NEXT })
			})),
			due: due.map(({ state, reason, ...each }) => ({
				...each,
				state: state === 'waiting' ? ('waiting' as const) : ('skipped' as const),
				reason: reasonOf(reason, each.day, actor.locale)
			})),
			next: rows.length > page.length && last ? writeCursor([last.id]) : undefined
		};
	}
});

function reasonOf(reason: string | null, day: string, locale: 'fr' | 'en'): string {
	if (reason === null) return '';
	if (reason === 'paused') return translateCode('accounting.recurring-paused', {}, locale);
	return translateCode(reason, { day, year: day.slice(0, 4) }, locale);
}

export const previewDueDays = defineOperation({
	name: 'accounting.preview-due-days',
	summary: 'Tell the first days that a rhythm falls due, twelve at most',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/due-days' },
	input: rhythmFields,
	output: z.object({ days: z.array(z.string()) }),
	run: (_, rhythm) => Promise.resolve({ days: dueBetween(rhythm, { most: 12 }) })
});
