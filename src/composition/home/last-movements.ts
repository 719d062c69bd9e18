import type { accounting } from '#modules/accounting/server/index.ts';
import type { z } from 'zod';

export type Entry = z.output<typeof accounting.listEntries.output>['entries'][number];

/** Accounts that hold money: banks, cheques to cash, cash (class 5 of the chart). */
const MONEY = /^5/;

/** What came in and went out, the latest first; what only moves from one account to another is left out. */
export function lastMovements(entries: readonly Entry[]) {
	return entries
		.filter(({ journal }) => journal !== 'AN')
		.map(({ id, date, label, thirdParty, lines }) => {
			const money = lines.filter(({ account }) => MONEY.test(account));
			const amountCents = money.reduce((sum, line) => sum + line.debitCents - line.creditCents, 0);
			return { id, date, label, thirdParty, amountCents };
		})
		.filter(({ amountCents }) => amountCents !== 0);
}

/** Bills paid lately that nothing proves: an expense without voucher, not undone, and more than a bank's own fees. */
export function unproven(entries: readonly Entry[]): Entry[] {
	return entries.filter(
		({ lines, voucherCount, reversedById, reversesId }) =>
			voucherCount === 0 &&
			!reversedById &&
			!reversesId &&
			lines.some(({ account, debitCents }) => /^6(?!27)/.test(account) && debitCents > 0)
	);
}
