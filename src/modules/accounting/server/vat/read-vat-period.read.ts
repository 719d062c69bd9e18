import { z } from 'zod';
import { sum } from '#shared/money.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { Tx } from '#platform/server/operation.ts';
import { REGIMES } from '#modules/accounting/domain/vat/period.ts';
import { leastRefund } from '#modules/accounting/domain/vat/refund.ts';
import { standingEntries } from '../closing/standing-entries.ts';
import { entryViews, toEntryView } from '../entry-view.ts';
import { idField } from '../fields.ts';
import { boxLabel } from './box-label.ts';
import { itemsOfBoxes } from './items-of-boxes.ts';
import { loadPeriod } from './vat-period.ts';
import { requireVat } from './vat-setting.ts';

export const readVatPeriod = defineOperation({
	name: 'accounting.read-vat-period',
	summary:
		'Read the figures of a VAT return, line by line: of the next period, or of a settled one',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/vat-period' },
	input: z.strictObject({
		/** Of `list-vat-returns`; the next period to settle unless said. */
		returnId: idField.optional()
	}),
	output: z.object({
		returnId: z.string().nullable(),
		start: z.string(),
		end: z.string(),
		regime: z.enum(REGIMES),
		/** Its last day is past: it may be settled. */
		over: z.boolean(),
		boxes: z.array(
			z.object({
				id: z.string(),
				/** On form 3310-CA3-SD, or 3517-S-SD for a year. */
				line: z.string(),
				section: z.enum(['operations', 'gross', 'deductible', 'result']),
				label: z.string(),
				/** Whole euros, in cents. */
				baseCents: z.int().nullable(),
				taxCents: z.int().nullable(),
				/** How many lines of entries it is made of. */
				items: z.int()
			})
		),
		dueCents: z.int(),
		creditCents: z.int(),
		/** What was asked back of the credit; the least that may be, while the period is open. */
		refundCents: z.int(),
		leastRefundCents: z.int(),
		/** What settled it. */
		entry: z.object({ entryId: z.string(), number: z.string() }).nullable(),
		/** Not due yet: collected, or deductible, once it is paid. */
		waitingCollectedCents: z.int(),
		waitingDeductibleCents: z.int(),
		/** Collected at a rate that nothing tells: left out of the figures. */
		unknown: z.object({
			count: z.int(),
			vatCents: z.int(),
			/** The first of them. */
			entries: z.array(z.object({ entryId: z.string(), number: z.string() }))
		})
	}),
	async run({ tx, actor, today }, { returnId }) {
		const setting = await requireVat(tx);
		const period = await loadPeriod(tx, setting, returnId);
		const { figures, items, waiting, unknown, start, end, regime } = period;
		const made = itemsOfBoxes(items);
		const [entry] = period.returnId
			? await standingEntries(tx, 'vat-return', [period.returnId])
			: [];
		return {
			...{ returnId: period.returnId, start, end, regime, over: end < today },
			boxes: figures.boxes.map(({ exactCents: _, ...box }) => ({
				...box,
				label: boxLabel(box.id, actor.locale),
				items: made.get(box.id)?.length ?? 0
			})),
			...{ dueCents: figures.dueCents, creditCents: figures.creditCents },
			...{ refundCents: period.refundCents, leastRefundCents: leastRefund(period) },
			entry: entry ? { entryId: entry.entryId, number: entry.number } : null,
			waitingCollectedCents: waiting.collectedCents,
			waitingDeductibleCents: waiting.deductibleCents,
			unknown: {
				count: unknown.length,
				vatCents: sum(unknown.map(({ vatCents }) => vatCents)),
				entries: await numbersOf(tx, unknown.slice(0, 20))
			}
		};
	}
});

async function numbersOf(tx: Tx, entries: readonly { readonly entryId: string }[]) {
	if (entries.length === 0) return [];
	const ids = entries.map(({ entryId }) => entryId);
	const rows = await entryViews(tx).where('e.id', 'in', ids).orderBy('e.id').execute();
	return rows.map(toEntryView).map(({ id, number }) => ({ entryId: id, number }));
}
