import { z } from 'zod';
import { m } from '#i18n';
import { defineOperation } from '#platform/server/operation.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { accrualRole, debitsBalanceSheet } from '#modules/accounting/domain/accruals/accrual.ts';
import { keptAccountIn } from '../chart/kept-accounts.ts';
import { inventoryAccount } from '../closing/inventory-account.ts';
import { credit, debit, postInventoryEntry } from '../closing/post-inventory-entry.ts';
import { entryRef, idField } from '../fields.ts';
import { holdOpenYear, lockYears, yearById } from '../fiscal-years.ts';
import type { KnownYear } from '../fiscal-years.ts';
import { reverse } from '../reverse.ts';
import { reverseAccruals } from './reverse-accruals.ts';
import { yearAccruals } from './year-accruals.ts';
import type { YearAccrual } from './year-accruals.ts';

export const postAccruals = defineOperation({
	name: 'accounting.post-accruals',
	summary:
		'Write the accruals of the end of a year, and undo them on the first day of the next one',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/fiscal-years/{fiscalYearId}/accruals' },
	input: z.strictObject({ fiscalYearId: idField }),
	output: z.object({
		/** At the end of the year; none when all was written already. */
		entries: z.array(entryRef)
	}),
	async run(context, { fiscalYearId }) {
		const { tx } = context;
		const years = await lockYears(tx);
		const year = await holdOpenYear(tx, yearById(years, fiscalYearId).end);
		const entries = [];
		for (const each of await yearAccruals(tx, year)) {
			if (each.wantedCents === each.writtenCents) continue;
			await takeBack(context, year, each);
			if (each.wantedCents > 0) entries.push(await writeAccrual(context, year, each));
		}
		const next = years.find(({ start }) => start > year.end);
		if (next && !next.closed) await reverseAccruals(context, year, next);
		context.about('fiscal-year', year.id, { code: year.code, entries: entries.length });
		return { entries };
	}
});

/** An amount that changed is written anew. */
async function takeBack(context: OperationContext, year: KnownYear, { entries }: YearAccrual) {
	const reason = m.accounting_accrual_changed({}, { locale: context.actor.locale });
	for (const { entryId } of entries) {
		await reverse(context, { entryId, date: year.end, reason });
	}
}

async function writeAccrual(
	context: OperationContext,
	year: KnownYear,
	{ accrual, wantedCents }: YearAccrual
) {
	const { kind, label, id, valueId } = accrual;
	const about = await keptAccountIn(context, year, accrual);
	const kept = await inventoryAccount(context, year.chart, accrualRole(kind, about.code));
	const [left, right] = debitsBalanceSheet(kind) ? [kept, about] : [about, kept];
	return postInventoryEntry(context, {
		year,
		date: year.end,
		label,
		lines: [debit(left, wantedCents), credit(right, wantedCents)],
		type: 'accrual',
		sourceId: id,
		valueIds: valueId ? [valueId] : []
	});
}
