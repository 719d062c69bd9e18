import { z } from 'zod';
import { isId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { entryNumber } from '#modules/accounting/domain/journal.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { idField } from '../fields.ts';
import { tables } from '../tables.ts';

export const listRemarks = defineOperation({
	name: 'accounting.list-remarks',
	summary: 'List the remarks and the requests for vouchers, newest first',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/remarks' },
	input: z.strictObject({
		entryId: idField.optional(),
		/** Only those that wait for an answer. */
		waiting: z.boolean().optional(),
		after: z.string().max(200).optional(),
		limit: z.int().min(1).max(200).default(50)
	}),
	output: z.object({
		remarks: z.array(
			z.object({
				id: z.string(),
				kind: z.enum(['remark', 'voucher-request']),
				text: z.string(),
				writtenAt: z.string(),
				/** Role of who wrote it. */
				writtenAs: z.string().nullable(),
				settledAt: z.string().nullable(),
				entryId: z.string(),
				number: z.string(),
				date: z.string(),
				label: z.string(),
				totalCents: z.int()
			})
		),
		next: z.string().optional()
	}),
	async run({ tx }, { entryId, waiting, after, limit }) {
		let query = tables(tx)
			.selectFrom('accounting.remark as r')
			.innerJoin('accounting.entry as e', (join) =>
				join.onRef('e.association_id', '=', 'r.association_id').onRef('e.id', '=', 'r.entry_id')
			)
			.innerJoin('accounting.journal as j', (join) =>
				join.onRef('j.association_id', '=', 'e.association_id').onRef('j.id', '=', 'e.journal_id')
			)
			.innerJoin('accounting.fiscal_year as y', (join) =>
				join
					.onRef('y.association_id', '=', 'e.association_id')
					.onRef('y.id', '=', 'e.fiscal_year_id')
			)
			.select(['r.id', 'r.kind', 'r.text', 'r.written_at', 'r.written_as as writtenAs'])
			.select(['r.settled_at', 'r.entry_id as entryId', 'e.number as sequence', 'e.label'])
			.select(['e.entry_date as date', 'e.total_cents as totalCents'])
			.select(['j.code as journal', 'y.code as year'])
			.orderBy('r.id', 'desc')
			.limit(limit + 1);
		if (entryId) query = query.where('r.entry_id', '=', entryId);
		if (waiting) query = query.where('r.settled_at', 'is', null);
		if (after) {
			const [id] = readCursor<[string]>(after, [
				(value) => typeof value === 'string' && isId(value)
			]);
			query = query.where('r.id', '<', id);
		}
		const rows = await query.execute();
		const page = rows.slice(0, limit);
		const last = page.at(-1);
		return {
			remarks: page.map(({ written_at, settled_at, sequence, journal, year, ...remark }) => ({
				...remark,
				number: entryNumber(journal, year, sequence),
				writtenAt: written_at.toISOString(),
				settledAt: settled_at?.toISOString() ?? null
			})),
			next: rows.length > page.length && last ? writeCursor([last.id]) : undefined
		};
	}
});
