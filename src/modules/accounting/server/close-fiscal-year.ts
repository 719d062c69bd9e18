import { z } from 'zod';
import { toFrenchDay } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { RESULT_DESTINATIONS } from '../domain/carry-forward.ts';
import { YEAR_CLOSED } from '../domain/events.ts';
import type { YearClosed } from '../domain/events.ts';
import { periodAfter } from '../domain/fiscal-year.ts';
import { reverseAccruals } from './accruals/reverse-accruals.ts';
import { idField } from './fields.ts';
import { lockYears, yearById } from './fiscal-years.ts';
import type { KnownYear } from './fiscal-years.ts';
import { openYear } from './open-year.ts';
import { tables } from './tables.ts';
import { carryForward } from './years/carry-forward.ts';
import { writeStep } from './years/year-steps.ts';

export const closeFiscalYear = defineOperation({
	name: 'accounting.close-fiscal-year',
	summary: 'Close a fiscal year and carry its balances into the next one',
	permission: 'accounting.close',
	kind: 'command',
	http: { method: 'post', path: '/accounting/fiscal-years/{fiscalYearId}/closing' },
	input: z.strictObject({
		fiscalYearId: idField,
		resultTo: z.enum(RESULT_DESTINATIONS).default('result')
	}),
	output: z.object({
		nextFiscalYearId: z.string(),
		/** Surplus when positive, deficit when negative. */
		resultCents: z.int(),
		/** Absent when there was nothing to carry forward. */
		openingEntryId: z.string().optional()
	}),
	async run(context, { fiscalYearId, resultTo }) {
		const years = await lockYears(context.tx);
		const year = yearById(years, fiscalYearId);
		checkClosable(context, years, year);
		await validateAll(context, year.id);
		const next = await yearAfter(context, years, year);
		const { resultCents, openingEntryId } = await carryForward(context, {
			year: { ...year, resultTo },
			next,
			validated: true
		});
		await reverseAccruals(context, year, next);
		await tables(context.tx)
			.updateTable('accounting.fiscal_year')
			.set({ closed_at: context.now, result_to: resultTo })
			.where('id', '=', year.id)
			.execute();
		await writeStep(context, year.id, 'closed');
		await context.announce(YEAR_CLOSED, {
			fiscalYearId: year.id,
			nextFiscalYearId: next.id,
			resultCents
		} satisfies YearClosed);
		context.about('fiscal-year', year.id, { code: year.code, resultCents });
		return { nextFiscalYearId: next.id, resultCents, openingEntryId };
	}
});

function checkClosable(
	{ today }: OperationContext,
	years: readonly KnownYear[],
	year: KnownYear
): void {
	if (year.closed) {
		throw new Refusal('conflict', 'accounting.already-closed', { year: year.code });
	}
	if (year.end >= today) {
		throw new Refusal('conflict', 'accounting.year-not-over', { end: toFrenchDay(year.end) });
	}
	const earlier = years.find((other) => other.end < year.start && !other.closed);
	if (earlier) {
		throw new Refusal('conflict', 'accounting.earlier-year-open', { year: earlier.code });
	}
}

async function validateAll({ tx, now }: OperationContext, yearId: string): Promise<void> {
	await tables(tx)
		.updateTable('accounting.entry')
		.set({ validated_at: now })
		.where('fiscal_year_id', '=', yearId)
		.where('validated_at', 'is', null)
		.execute();
}

async function yearAfter(
	context: OperationContext,
	years: readonly KnownYear[],
	year: KnownYear
): Promise<KnownYear> {
	const next = years.find((other) => other.start > year.end);
	return next ?? openYear(context, periodAfter(year));
}
