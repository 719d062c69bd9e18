import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { toFrenchDay } from '#shared/day.ts';
import { contains } from '#modules/accounting/domain/fiscal-year.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { standingEntries } from '../closing/standing-entries.ts';
import { idField } from '../fields.ts';
import { loadYears } from '../fiscal-years.ts';
import { reverse } from '../reverse.ts';
import { tables } from './tables.ts';
import { lastReturn, returnById } from './vat-returns.ts';
import { holdVat } from './vat-setting.ts';

export const cancelVatReturn = defineOperation({
	name: 'accounting.cancel-vat-return',
	summary: 'Reopen the last settled period of VAT: its entry is reversed',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'delete', path: '/accounting/vat-returns/{returnId}' },
	input: z.strictObject({ returnId: idField }),
	output: z.object({ returnId: z.string() }),
	async run(context, { returnId }) {
		const { tx, today } = context;
		await holdVat(tx);
		const settled = await returnById(tx, returnId);
		const last = await lastReturn(tx);
		if (last && last.id !== returnId) {
			const [start, end] = [toFrenchDay(last.start), toFrenchDay(last.end)];
			throw new Refusal('conflict', 'accounting.vat-return-not-last', { start, end });
		}
		const entries = await standingEntries(tx, 'vat-return', [returnId]);
		await tables(tx).deleteFrom('accounting.vat_return').where('id', '=', returnId).execute();
		const years = await loadYears(tx);
		for (const { entryId, date } of entries) {
			// On its own day as long as it can be, so that the period is as if it never was.
			const open = years.some((year) => contains(year, date) && !year.closed);
			await reverse(context, { entryId, date: open ? date : today });
		}
		context.about('vat-return', returnId, { end: settled.end });
		return { returnId };
	}
});
