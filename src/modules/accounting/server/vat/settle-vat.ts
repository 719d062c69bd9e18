import { z } from 'zod';
import { newId } from '#shared/id.ts';
import { Refusal, refuseField } from '#shared/errors.ts';
import { toFrenchDay, type Day } from '#shared/day.ts';
import { m } from '#i18n';
import { defineOperation } from '#platform/server/operation.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { ChartVersion } from '#modules/accounting/domain/chart.ts';
import type { DraftLine } from '#modules/accounting/domain/entry.ts';
import { settlementOf } from '#modules/accounting/domain/vat/settlement.ts';
import { findAccounts } from '../accounts.ts';
import { inventoryAccount } from '../closing/inventory-account.ts';
import { debit, postInventoryEntry } from '../closing/post-inventory-entry.ts';
import { amountField, dayField } from '../fields.ts';
import { holdOpenYear } from '../fiscal-years.ts';
import { tables } from './tables.ts';
import { loadOpenPeriod, type VatPeriod } from './vat-period.ts';
import { holdVat } from './vat-setting.ts';

export const settleVat = defineOperation({
	name: 'accounting.settle-vat',
	summary: 'Settle the next period of VAT: write what is to pay or to carry over, and mark it done',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/vat-returns', success: 201 },
	input: z.strictObject({
		/** Last day of the period, so that none is settled by mistake. */
		end: dayField,
		/** Day of the entry: the last one of the period unless said. */
		date: dayField.optional(),
		/** Whole euros of the credit to ask back (form 3519, or the CA12 itself) rather than to carry over. */
		refundCents: amountField.default(0)
	}),
	output: z.object({
		returnId: z.string(),
		/** Nothing when there was nothing to move. */
		entry: z.object({ entryId: z.string(), number: z.string() }).nullable(),
		/** Whole euros, in cents. */
		dueCents: z.int(),
		creditCents: z.int(),
		refundCents: z.int()
	}),
	async run(context, { end, date = end, refundCents }) {
		const { tx, today } = context;
		if (date < end) throw refuseField('date', 'accounting.vat-entry-before-end');
		const year = await holdOpenYear(tx, date);
		const setting = await holdVat(tx);
		const period = await loadOpenPeriod(tx, setting, refundCents);
		if (period.end !== end) {
			const [start, last] = [toFrenchDay(period.start), toFrenchDay(period.end)];
			throw new Refusal('conflict', 'accounting.vat-other-period', { start, end: last });
		}
		if (end >= today) {
			throw new Refusal('conflict', 'accounting.vat-period-not-over', { end: toFrenchDay(end) });
		}
		const returnId = await keepReturn(context, period);
		const lines = await linesOf(context, year.chart, period);
		const entry =
			lines.length === 0
				? null
				: await postInventoryEntry(context, {
						...{ year, date, lines, type: 'vat-return', sourceId: returnId },
						label: labelOf(context, period)
					});
		const { dueCents, creditCents } = period.figures;
		context.about('vat-return', returnId, { end, dueCents, creditCents, refundCents });
		return { returnId, entry, dueCents, creditCents, refundCents };
	}
});

function labelOf({ actor }: OperationContext, { start, end }: { start: Day; end: Day }): string {
	const words = { start: toFrenchDay(start), end: toFrenchDay(end) };
	return m.accounting_vat_entry_label(words, { locale: actor.locale });
}

async function keepReturn(
	{ tx, association, actor, now }: OperationContext,
	{ start, end, regime, carriedCents, refundCents, items, figures }: VatPeriod
): Promise<string> {
	const id = newId();
	await tables(tx)
		.insertInto('accounting.vat_return')
		.values({
			...{ association_id: association.id, id, start_day: start, end_day: end, regime },
			...{ carried_cents: carriedCents, due_cents: figures.dueCents },
			...{ refund_cents: refundCents, credit_cents: figures.creditCents },
			...{ created_at: now, created_by: actor.accountId }
		})
		.execute();
	const rows = items.map(({ lineId, kind, rate, baseCents, vatCents }) => ({
		...{ association_id: association.id, id: newId(), return_id: id, line_id: lineId },
		...{ kind, rate, base_cents: baseCents, vat_cents: vatCents }
	}));
	const AT_ONCE = 2000;
	for (let from = 0; from < rows.length; from += AT_ONCE) {
		const values = rows.slice(from, from + AT_ONCE);
		await tables(tx).insertInto('accounting.vat_return_item').values(values).execute();
	}
	return id;
}

async function linesOf(
	context: OperationContext,
	chart: ChartVersion,
	{ items, figures, ...credit }: VatPeriod
): Promise<DraftLine[]> {
	const settlement = settlementOf(items, figures, credit);
	const { taxes, toPayCents, refundCents, creditCents, roundingCents } = settlement;
	const accounts = await findAccounts(context.tx, chart, [...taxes.keys()]);
	const of = async (role: Parameters<typeof inventoryAccount>[2], cents: number) =>
		cents === 0 ? [] : [debit(await inventoryAccount(context, chart, role), cents)];
	return [
		...[...taxes]
			.filter(([, cents]) => cents !== 0)
			.map(([id, cents]) => debit(accounts.get(id), cents)),
		...(await of('vat-to-pay', toPayCents)),
		...(await of('vat-refund', refundCents)),
		...(await of('vat-credit', creditCents)),
		...(await of(roundingCents > 0 ? 'vat-rounding-loss' : 'vat-rounding-gain', roundingCents))
	];
}
