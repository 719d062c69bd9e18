import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import { m } from '#i18n';
import { defineOperation } from '#platform/server/operation.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { fundRoles, settle } from '#modules/accounting/domain/dedicated-funds/dedicated-fund.ts';
import { inventoryAccount } from '../closing/inventory-account.ts';
import { credit, debit, postInventoryEntry } from '../closing/post-inventory-entry.ts';
import { amountField, entryRef, idField } from '../fields.ts';
import { holdOpenYear, loadYears, yearById } from '../fiscal-years.ts';
import type { KnownYear } from '../fiscal-years.ts';
import { reverse } from '../reverse.ts';
import { fundsOfYear } from './fund-movements.ts';
import type { YearOfFund } from './fund-movements.ts';
import { lockFund } from './funds.ts';
import type { KnownFund } from './funds.ts';

export const settleDedicatedFund = defineOperation({
	name: 'accounting.settle-dedicated-fund',
	summary:
		'Say what was spent of a dedicated fund in a year: the rest is carried over, what was kept is used',
	permission: 'accounting.write',
	kind: 'command',
	http: { method: 'post', path: '/accounting/dedicated-funds/{fundId}/settlement' },
	input: z.strictObject({
		fundId: idField,
		fiscalYearId: idField,
		/** For its purpose, in the year; the expenses of its project unless said. */
		spentCents: amountField.optional()
	}),
	output: z.object({
		/** Those that stand for the year. */
		entries: z.array(entryRef),
		carriedCents: z.int(),
		usedCents: z.int()
	}),
	async run(context, { fundId, fiscalYearId, spentCents: told }) {
		const { tx } = context;
		const year = await holdOpenYear(tx, yearById(await loadYears(tx), fiscalYearId).end);
		const fund = await lockFund(tx, fundId);
		const now = (await fundsOfYear(tx, year)).find((each) => each.fund.id === fundId);
		const spentCents = told ?? now?.spentCents ?? undefined;
		if (spentCents === undefined) throw refuseField('spentCents', 'accounting.fund-spent-unknown');
		if (spentCents < 0) throw refuseField('spentCents', 'accounting.amount-not-positive');
		const openingCents = (now?.openingCents ?? 0) + (now?.transferredCents ?? 0);
		const wanted = settle(fund, year, { openingCents, spentCents });
		const kept = { carried: wanted.carriedCents, used: wanted.usedCents };
		const entries = [];
		for (const movement of ['carried', 'used'] as const) {
			entries.push(...(await write(context, { year, fund, now, movement, cents: kept[movement] })));
		}
		context.about('dedicated-fund', fundId, { label: fund.label, year: year.code });
		return { entries, ...wanted };
	}
});

interface Movement {
	readonly year: KnownYear;
	readonly fund: KnownFund;
	readonly now: YearOfFund | undefined;
	readonly movement: 'carried' | 'used';
	readonly cents: number;
}

/** One entry for a movement of the year: what stands and no longer fits is reversed first. */
async function write(context: OperationContext, { year, fund, now, movement, cents }: Movement) {
	const { locale } = context.actor;
	const standing = (now?.entries ?? []).filter((entry) => entry.movement === movement);
	const [only] = standing;
	if (only && standing.length === 1 && only.totalCents === cents) {
		return [{ entryId: only.entryId, number: only.number }];
	}
	const reason = m.accounting_fund_again({}, { locale });
	for (const { entryId } of standing) {
		await reverse(context, { entryId, date: year.end, reason });
	}
	if (cents === 0) return [];
	const roles = fundRoles(fund.kind);
	const kept = await inventoryAccount(context, year.chart, roles.kept);
	const other = await inventoryAccount(context, year.chart, roles[movement]);
	const words = { fund: fund.label };
	const carried = movement === 'carried';
	return [
		await postInventoryEntry(context, {
			year,
			date: year.end,
			label: carried
				? m.accounting_fund_carried_label(words, { locale })
				: m.accounting_fund_used_label(words, { locale }),
			lines: carried
				? [debit(other, cents), credit(kept, cents)]
				: [debit(kept, cents), credit(other, cents)],
			type: carried ? 'dedicated-fund' : 'dedicated-fund-use',
			sourceId: fund.id,
			valueIds: fund.valueId ? [fund.valueId] : []
		})
	];
}
