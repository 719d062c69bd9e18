import { sql } from 'kysely';
import { z } from 'zod';
import { isDay } from '#shared/day.ts';
import { isId } from '#shared/id.ts';
import { kept } from '#platform/server/database/kept-statement.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { entriesMatching, entryFilter } from './entries-matching.ts';
import { entryView, entryViews, toEntryView } from './entry-view.ts';
import { idField } from './fields.ts';
import { chosenYear } from './fiscal-years.ts';

const isDayText = (value: unknown) => typeof value === 'string' && isDay(value);
const isIdText = (value: unknown) => typeof value === 'string' && isId(value);

export const listEntries = defineOperation({
	name: 'accounting.list-entries',
	summary: 'Read the journal of a year, newest first, a page at a time',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/entries' },
	input: z.strictObject({
		/** The current year unless said. */
		fiscalYearId: idField.optional(),
		...entryFilter,
		order: z.enum(['newest', 'oldest']).default('newest'),
		after: z.string().max(200).optional(),
		limit: z.int().min(1).max(200).default(50)
	}),
	output: z.object({
		fiscalYearId: z.string(),
		entries: z.array(entryView),
		/** For the next page, as `after`. */
		next: z.string().optional()
	}),
	async run(context, input) {
		const { tx } = context;
		const year = await chosenYear(context, input.fiscalYearId);
		const conditions = await entriesMatching(tx, year, input);
		let query = entryViews(tx).where('e.fiscal_year_id', '=', year.id);
		for (const condition of conditions) query = query.where(condition);
		// As the journal opens: its plan suits every year, and takes as long to think of as the entries to be read.
		if (conditions.length === 0 && !input.after) query = query.modifyFront(kept);
		const newest = input.order === 'newest';
		if (input.after) {
			const [day, id] = readCursor<[string, string]>(input.after, [isDayText, isIdText]);
			query = query.where(
				newest
					? sql<boolean>`(e.entry_date, e.id) < (${day}::date, ${id}::uuid)`
					: sql<boolean>`(e.entry_date, e.id) > (${day}::date, ${id}::uuid)`
			);
		}
		const direction = newest ? 'desc' : 'asc';
		const rows = await query
			.orderBy('e.entry_date', direction)
			.orderBy('e.id', direction)
			.limit(sql.lit(input.limit + 1))
			.execute();
		const page = rows.slice(0, input.limit);
		const last = page.at(-1);
		return {
			fiscalYearId: year.id,
			entries: page.map(toEntryView),
			next: rows.length > page.length && last ? writeCursor([last.date, last.id]) : undefined
		};
	}
});
