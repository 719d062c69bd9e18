import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { idField } from '../fields.ts';
import { lockYears, yearById } from '../fiscal-years.ts';
import { carryForward } from './carry-forward.ts';

export const regenerateOpening = defineOperation({
	name: 'accounting.regenerate-opening',
	summary: 'Carry the balances of the year before into a year again, while that one is still open',
	permission: 'accounting.close',
	kind: 'command',
	http: { method: 'post', path: '/accounting/fiscal-years/{fiscalYearId}/opening' },
	input: z.strictObject({ fiscalYearId: idField }),
	output: z.object({
		/** Absent when there is nothing to carry. */
		openingEntryId: z.string().optional(),
		/** `false` when the opening was right already. */
		changed: z.boolean()
	}),
	async run(context, { fiscalYearId }) {
		const years = await lockYears(context.tx);
		const next = yearById(years, fiscalYearId);
		const year = years.findLast(({ end }) => end < next.start);
		const parameters = { year: next.code };
		if (!year) throw new Refusal('conflict', 'accounting.no-year-before', parameters);
		if (next.closed) throw new Refusal('conflict', 'accounting.year-closed', parameters);
		const carried = await carryForward(context, { year, next, validated: year.closed });
		context.about('fiscal-year', next.id, { code: next.code, changed: carried.changed });
		return { openingEntryId: carried.openingEntryId, changed: carried.changed };
	}
});
