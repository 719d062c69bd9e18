import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { idField } from '../fields.ts';
import { loadYears, yearById } from '../fiscal-years.ts';
import { resultOf } from '#modules/accounting/domain/carry-forward.ts';
import { tables } from '../tables.ts';
import { balancesByAccount } from './balances.ts';
import { waitingResult } from './waiting-result.ts';

export const getFiscalYear = defineOperation({
	name: 'accounting.get-fiscal-year',
	summary:
		'Read a fiscal year: its state, what remains to validate, its result and what was done with it',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/fiscal-years/{fiscalYearId}' },
	input: z.strictObject({ fiscalYearId: idField }),
	output: z.object({
		id: z.string(),
		code: z.string(),
		chart: z.string(),
		start: z.string(),
		end: z.string(),
		closed: z.boolean(),
		locked: z.boolean(),
		seal: z.string().nullable(),
		/** Days are over: it may be closed. */
		over: z.boolean(),
		entries: z.int(),
		/** Entries that are not validated. */
		drafts: z.int(),
		/** Surplus when positive, deficit when negative. */
		resultCents: z.int(),
		/** What stands on the accounts 12 in this year, from the years before, and is not allocated. */
		waitingResultCents: z.int(),
		previous: z.object({ id: z.string(), code: z.string(), closed: z.boolean() }).nullable(),
		next: z
			.object({
				id: z.string(),
				code: z.string(),
				closed: z.boolean(),
				waitingResultCents: z.int()
			})
			.nullable(),
		steps: z.array(
			z.object({
				id: z.string(),
				kind: z.enum(['closed', 'reopened', 'locked']),
				reason: z.string().nullable(),
				takenAt: z.string()
			})
		)
	}),
	async run({ tx, today }, { fiscalYearId }) {
		const years = await loadYears(tx);
		const year = yearById(years, fiscalYearId);
		const { id, code, chart, start, end, closed, locked, seal } = year;
		const previous = years.findLast((other) => other.end < start);
		const next = years.find((other) => other.start > end);
		const counts = await tables(tx)
			.selectFrom('accounting.entry')
			.select((eb) => [
				eb.fn.countAll<number>().as('entries'),
				eb.fn.countAll<number>().filterWhere('validated_at', 'is', null).as('drafts')
			])
			.where('fiscal_year_id', '=', id)
			.executeTakeFirstOrThrow();
		const steps = await tables(tx)
			.selectFrom('accounting.year_step')
			.select(['id', 'kind', 'reason', 'taken_at'])
			.where('fiscal_year_id', '=', id)
			.orderBy('id', 'desc')
			.limit(100)
			.execute();
		return {
			...{ id, code, chart, start, end, closed, locked, seal, over: end < today },
			...counts,
			resultCents: resultOf(await balancesByAccount(tx, id)),
			waitingResultCents: (await waitingResult(tx, id)).resultCents,
			previous: previous ? { id: previous.id, code: previous.code, closed: previous.closed } : null,
			next: next
				? {
						...{ id: next.id, code: next.code, closed: next.closed },
						waitingResultCents: (await waitingResult(tx, next.id)).resultCents
					}
				: null,
			steps: steps.map(({ taken_at, ...step }) => ({ ...step, takenAt: taken_at.toISOString() }))
		};
	}
});
