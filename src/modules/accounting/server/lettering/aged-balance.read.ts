import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { AGE_LIMITS, ageColumn } from '#modules/accounting/domain/lettering.ts';
import { dayField } from '../fields.ts';
import { openItems } from './open-items.ts';

/** A balance longer than that is not read by people: the export of open items has it all. */
const MAX_ITEMS = 20_000;

export const agedBalance = defineOperation({
	name: 'accounting.aged-balance',
	summary: 'Read what each third party owes, or is owed, by how late it is',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/aged-balance' },
	input: z.strictObject({
		side: z.enum(['claims', 'debts']).default('claims'),
		/** Ages are counted on that day; today unless said. */
		on: dayField.optional()
	}),
	output: z.object({
		on: z.string(),
		/** Days late after which the next column begins. */
		limits: z.array(z.int()),
		rows: z.array(
			z.object({
				thirdPartyId: z.string(),
				thirdParty: z.string(),
				/** Not due, up to 30 days late, 60, 90, more; in cents, positive. */
				columns: z.array(z.int()),
				totalCents: z.int()
			})
		),
		columns: z.array(z.int()),
		totalCents: z.int(),
		/** There were more than could be read. */
		truncated: z.boolean()
	}),
	async run({ tx, today }, { side, on = today }) {
		const items = await openItems(tx, { side, limit: MAX_ITEMS + 1 });
		const rows = new Map<string, { thirdParty: string; columns: number[]; totalCents: number }>();
		const columns = AGE_LIMITS.map(() => 0).concat(0);
		let totalCents = 0;
		for (const item of items.slice(0, MAX_ITEMS)) {
			const cents = Math.abs(item.remainingCents);
			const row = rows.get(item.thirdPartyId) ?? {
				thirdParty: item.thirdParty,
				columns: columns.map(() => 0),
				totalCents: 0
			};
			const column = ageColumn(item.dueDay, on);
			row.columns[column] = (row.columns[column] ?? 0) + cents;
			columns[column] = (columns[column] ?? 0) + cents;
			row.totalCents += cents;
			totalCents += cents;
			rows.set(item.thirdPartyId, row);
		}
		const sorted = [...rows].sort(([, a], [, b]) => b.totalCents - a.totalCents);
		return {
			on,
			limits: [...AGE_LIMITS],
			rows: sorted.map(([thirdPartyId, row]) => ({ thirdPartyId, ...row })),
			columns,
			totalCents,
			truncated: items.length > MAX_ITEMS
		};
	}
});
