import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { YEAR_REOPENED } from '#modules/accounting/domain/events.ts';
import type { YearReopened } from '#modules/accounting/domain/events.ts';
import { idField } from '../fields.ts';
import { lockYears, yearById } from '../fiscal-years.ts';
import type { KnownYear } from '../fiscal-years.ts';
import { tables } from '../tables.ts';
import { writeStep } from './year-steps.ts';

export const reopenFiscalYear = defineOperation({
	name: 'accounting.reopen-fiscal-year',
	summary:
		'Reopen the last closed fiscal year, with a reason that is kept; a locked one stays shut',
	permission: 'accounting.reopen',
	kind: 'command',
	http: { method: 'post', path: '/accounting/fiscal-years/{fiscalYearId}/reopening' },
	input: z.strictObject({ fiscalYearId: idField, reason: z.string().trim().min(1).max(500) }),
	output: z.object({ code: z.string() }),
	async run(context, { fiscalYearId, reason }) {
		const years = await lockYears(context.tx);
		const year = yearById(years, fiscalYearId);
		checkReopenable(years, year);
		await writeStep(context, year.id, 'reopened', reason);
		await tables(context.tx)
			.updateTable('accounting.fiscal_year')
			.set({ closed_at: null })
			.where('id', '=', year.id)
			.execute();
		await context.announce(YEAR_REOPENED, { fiscalYearId: year.id } satisfies YearReopened);
		context.about('fiscal-year', year.id, { code: year.code, reason });
		return { code: year.code };
	}
});

function checkReopenable(years: readonly KnownYear[], year: KnownYear): void {
	const parameters = { year: year.code };
	if (year.locked) throw new Refusal('conflict', 'accounting.year-locked', parameters);
	if (!year.closed) throw new Refusal('conflict', 'accounting.year-already-open', parameters);
	const later = years.find(({ start, closed }) => start > year.end && closed);
	if (later) {
		throw new Refusal('conflict', 'accounting.reopen-later-first', { year: later.code });
	}
}
