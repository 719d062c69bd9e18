import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { entryLinks } from '#platform/server/entry-links.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { entryView, entryViews, toEntryView } from './entry-view.ts';
import { entryLineView, idField } from './fields.ts';
import { tables } from './tables.ts';
import { taxesOfEntry } from './vat/taxes-of-entry.ts';

export const getEntry = defineOperation({
	name: 'accounting.get-entry',
	summary: 'Read an entry, its lines, its vouchers, where it comes from and what it is for',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/entries/{entryId}' },
	input: z.strictObject({ entryId: idField }),
	output: entryView.extend({
		/** With what is said of their tax: its rate, what it is on. */
		lines: z.array(entryLineView.extend({ vat: z.string().nullable() })),
		fiscalYearId: z.string(),
		/** ISO 8601 moments. */
		createdAt: z.string(),
		validatedAt: z.string().nullable(),
		source: z.object({ module: z.string(), type: z.string(), id: z.string() }).nullable(),
		/** What made it or is settled by it, as far as the caller may know; `href` is below `/<association>/`. */
		links: z.array(z.object({ label: z.string(), href: z.string() })),
		vouchers: z.array(
			z.object({
				id: z.string(),
				name: z.string(),
				mediaType: z.string(),
				sizeBytes: z.int()
			})
		)
	}),
	async run(context, { entryId }) {
		const { tx, actor } = context;
		const row = await entryViews(tx)
			.select([
				'e.fiscal_year_id',
				'e.created_at',
				'e.source_module',
				'e.source_type',
				'e.source_id'
			])
			.where('e.id', '=', entryId)
			.executeTakeFirst();
		if (!row) throw new Refusal('not-found', 'accounting.no-such-entry');
		const { fiscal_year_id, created_at, source_module, source_type, source_id, ...entry } = row;
		const vouchers = await tables(tx)
			.selectFrom('accounting.entry_voucher as ev')
			.innerJoin('accounting.voucher as v', (join) =>
				join.onRef('v.association_id', '=', 'ev.association_id').onRef('v.id', '=', 'ev.voucher_id')
			)
			.select(['v.id', 'v.name', 'v.media_type as mediaType', 'v.size_bytes as sizeBytes'])
			.where('ev.entry_id', '=', entryId)
			.orderBy('v.id')
			.execute();
		const links = await entryLinks(context, [entryId]);
		const taxes = await taxesOfEntry(tx, entryId, actor.locale);
		const view = toEntryView(entry);
		return {
			...view,
			lines: view.lines.map((line, index) => ({ ...line, vat: taxes.get(index + 1) ?? null })),
			fiscalYearId: fiscal_year_id,
			createdAt: created_at.toISOString(),
			validatedAt: entry.validatedAt?.toISOString() ?? null,
			source:
				source_module && source_type && source_id
					? { module: source_module, type: source_type, id: source_id }
					: null,
			links: links.map(({ label, href }) => ({ label, href })),
			vouchers
		};
	}
});
