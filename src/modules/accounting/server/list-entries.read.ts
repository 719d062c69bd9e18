import { sql } from 'kysely';
import { z } from 'zod';
import { isDay } from '#shared/day.ts';
import { isId } from '#shared/id.ts';
import { fold } from '#shared/text.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { findAccounts } from './accounts.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { entryView, entryViews, toEntryView } from './entry-view.ts';
import { accountField, amountField, dayField, idField } from './fields.ts';
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
		journal: z.string().trim().max(5).optional(),
		account: accountField.optional(),
		/** Words of the label, reference, third party or number. */
		search: z.string().trim().max(100).optional(),
		from: dayField.optional(),
		to: dayField.optional(),
		/** Of the entry, or of one of its lines. */
		amountCents: amountField.optional(),
		validated: z.boolean().optional(),
		/** A project, activity or funder that has a share of one of the lines. */
		valueId: idField.optional(),
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
	async run({ tx, today }, input) {
		const year = await chosenYear(tx, input.fiscalYearId, today);
		const { journal, from, to, amountCents } = input;
		let query = entryViews(tx).where('e.fiscal_year_id', '=', year.id);
		if (journal) query = query.where('j.code', '=', journal);
		if (from) query = query.where('e.entry_date', '>=', from);
		if (to) query = query.where('e.entry_date', '<=', to);
		if (input.validated !== undefined) {
			query = query.where('e.validated_at', input.validated ? 'is not' : 'is', null);
		}
		if (amountCents !== undefined) {
			query = query.where(
				sql<boolean>`(e.total_cents = ${amountCents} or exists (select from accounting.line l
					where l.association_id = e.association_id and l.entry_id = e.id
						and ${amountCents} in (l.debit_cents, l.credit_cents)))`
			);
		}
		for (const word of fold(input.search ?? '')
			.split(' ')
			.filter(Boolean)) {
			query = query.where(sql<boolean>`strpos(e.search, ${word}) > 0`);
		}
		if (input.account) {
			const account = (await findAccounts(tx, year.chart, [input.account])).get(input.account);
			if (!account?.kept) return { fiscalYearId: year.id, entries: [] };
			query = query.where(
				sql<boolean>`e.id in (select l.entry_id from accounting.line l
					where l.fiscal_year_id = ${year.id} and l.account_id = ${account.id})`
			);
		}
		if (input.valueId) {
			query = query.where(
				sql<boolean>`e.id in (select s.entry_id from accounting.line_share s
					where s.fiscal_year_id = ${year.id} and s.value_id = ${input.valueId})`
			);
		}
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
			.limit(input.limit + 1)
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
