import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { entryById } from '../entries.ts';
import { idField } from '../fields.ts';
import { tables } from './tables.ts';

export const entryShares = defineOperation({
	name: 'accounting.entry-shares',
	summary: 'Read which projects, activities or funders the lines of an entry are for',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/entries/{entryId}/shares' },
	input: z.strictObject({ entryId: idField }),
	output: z.object({
		shares: z.array(
			z.object({
				/** Of the line in the entry, from 1. */
				position: z.int(),
				axisId: z.string(),
				valueId: z.string(),
				label: z.string(),
				amountCents: z.int()
			})
		)
	}),
	async run({ tx }, { entryId }) {
		await entryById(tx, entryId);
		const rows = await tables(tx)
			.selectFrom('accounting.line_share as s')
			.innerJoin('accounting.line as l', (join) =>
				join.onRef('l.association_id', '=', 's.association_id').onRef('l.id', '=', 's.line_id')
			)
			.innerJoin('accounting.axis_value as v', (join) =>
				join.onRef('v.association_id', '=', 's.association_id').onRef('v.id', '=', 's.value_id')
			)
			.select(['l.position', 's.axis_id as axisId', 's.value_id as valueId', 'v.label'])
			.select(['s.debit_cents as debit', 's.credit_cents as credit'])
			.where('s.entry_id', '=', entryId)
			.orderBy('l.position')
			.orderBy('s.id')
			.execute();
		return {
			shares: rows.map(({ debit, credit, ...share }) => ({ ...share, amountCents: debit + credit }))
		};
	}
});
