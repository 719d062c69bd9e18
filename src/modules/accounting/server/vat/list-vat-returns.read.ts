import { z } from 'zod';
import { isDay, type Day } from '#shared/day.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { standingEntries } from '../closing/standing-entries.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { returnsQuery } from './vat-returns.ts';
import { requireVat } from './vat-setting.ts';

export const listVatReturns = defineOperation({
	name: 'accounting.list-vat-returns',
	summary: 'Read the settled periods of VAT, latest first, a page at a time',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/vat-returns' },
	input: z.strictObject({
		after: z.string().max(200).optional(),
		limit: z.int().min(1).max(100).default(24)
	}),
	output: z.object({
		returns: z.array(
			z.object({
				id: z.string(),
				start: z.string(),
				end: z.string(),
				/** Whole euros, in cents. */
				dueCents: z.int(),
				creditCents: z.int(),
				refundCents: z.int(),
				entry: z.object({ entryId: z.string(), number: z.string() }).nullable()
			})
		),
		next: z.string().optional()
	}),
	async run({ tx }, { after, limit }) {
		await requireVat(tx);
		let query = returnsQuery(tx).limit(limit + 1);
		if (after) {
			const isEnd = (value: unknown) => typeof value === 'string' && isDay(value);
			const [end] = readCursor<[Day]>(after, [isEnd]);
			query = query.where('end_day', '<', end);
		}
		const rows = await query.execute();
		const page = rows.slice(0, limit);
		const ids = page.map(({ id }) => id);
		const entries = await standingEntries(tx, 'vat-return', ids);
		const last = page.at(-1);
		return {
			returns: page.map(({ id, start, end, dueCents, creditCents, refundCents }) => {
				const entry = entries.find(({ sourceId }) => sourceId === id);
				const written = entry ? { entryId: entry.entryId, number: entry.number } : null;
				return { id, start, end, dueCents, creditCents, refundCents, entry: written };
			}),
			next: rows.length > page.length && last ? writeCursor([last.end]) : undefined
		};
	}
});
