import { sql } from 'kysely';
import { z } from 'zod';
import { isId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { DRAFT_FORMS, tables } from './tables.ts';

const isMoment = (value: unknown) => typeof value === 'string' && !Number.isNaN(Date.parse(value));
const isIdText = (value: unknown) => typeof value === 'string' && isId(value);

export const listEntryDrafts = defineOperation({
	name: 'accounting.list-entry-drafts',
	summary: 'List the entries that were not finished, the latest first',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/drafts' },
	input: z.strictObject({
		after: z.string().max(200).optional(),
		limit: z.int().min(1).max(200).default(50)
	}),
	output: z.object({
		drafts: z.array(
			z.object({
				id: z.string(),
				form: z.enum(DRAFT_FORMS),
				label: z.string(),
				/** The day and the amount as they were typed; the grid has none. */
				day: z.string().nullable(),
				amount: z.string().nullable(),
				/** ISO 8601. */
				keptAt: z.string()
			})
		),
		next: z.string().optional()
	}),
	async run({ tx }, { after, limit }) {
		let query = tables(tx)
			.selectFrom('accounting.entry_draft')
			.select(['id', 'form', 'label', 'kept_at as keptAt'])
			.select([
				sql<string | null>`fields ->> 'date'`.as('day'),
				sql<string | null>`fields ->> 'amountCents'`.as('amount')
			])
			.orderBy('kept_at', 'desc')
			.orderBy('id', 'desc')
			.limit(limit + 1);
		if (after) {
			const [moment, id] = readCursor<[string, string]>(after, [isMoment, isIdText]);
			query = query.where(sql<boolean>`(kept_at, id) < (${moment}::timestamptz, ${id}::uuid)`);
		}
		const rows = await query.execute();
		const page = rows.slice(0, limit);
		const last = page.at(-1);
		return {
			drafts: page.map((draft) => ({ ...draft, keptAt: draft.keptAt.toISOString() })),
			next:
				rows.length > page.length && last
					? writeCursor([last.keptAt.toISOString(), last.id])
					: undefined
		};
	}
});
