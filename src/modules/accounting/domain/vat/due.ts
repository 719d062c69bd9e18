import type { Day } from '#shared/day.ts';
import { proportion } from '../proportion.ts';
import { signed } from './amounts.ts';
import type { Exigibility } from './exigibility.ts';

/** A line on an account of third parties, and those it is lettered with. */
export interface OpenLine {
	readonly id: string;
	readonly day: Day;
	/** Debits minus credits. */
	readonly cents: number;
}

/** Part of a line that lines of the other side paid for, on the day that both were there. */
export interface Payment {
	readonly day: Day;
	readonly cents: number;
}

/**
 * What each line of a lettering was paid, oldest first on both sides. A credit note pays an invoice, and the invoice
 * pays it: their taxes fall due together.
 */
export function paymentsOf(lettered: readonly OpenLine[]): Map<string, Payment[]> {
	const oldestFirst = [...lettered].sort((a, b) =>
		a.day === b.day ? (a.id < b.id ? -1 : 1) : a.day < b.day ? -1 : 1
	);
	const rest = (debit: boolean) =>
		oldestFirst
			.filter(({ cents }) => cents > 0 === debit && cents !== 0)
			.map(({ id, day, cents }) => ({ id, day, left: Math.abs(cents) }));
	const [debits, credits] = [rest(true), rest(false)];
	const paid = new Map<string, Payment[]>(lettered.map(({ id }) => [id, []]));
	while (debits[0] && credits[0]) {
		const [debit, credit] = [debits[0], credits[0]];
		const payment = {
			day: debit.day > credit.day ? debit.day : credit.day,
			cents: Math.min(debit.left, credit.left)
		};
		for (const [line, queue] of [
			[debit, debits],
			[credit, credits]
		] as const) {
			paid.get(line.id)?.push(payment);
			line.left -= payment.cents;
			if (line.left === 0) queue.shift();
		}
	}
	return paid;
}

/** A tax, and how it is paid. */
export interface TaxToPay {
	readonly exigibility: Exigibility;
	/** The day of its entry. */
	readonly day: Day;
	/** What the entry was for, with tax, and what of it was paid at once: in cents, above zero. */
	readonly totalCents: number;
	readonly paidAtOnceCents: number;
	/** What was paid since. */
	readonly payments: readonly Payment[];
}

/**
 * What of an amount is due until the end of a day. It follows the payments to the cent and comes to all of it with the
 * last one: whatever the instalments, the differences from one day to another add up to the amount.
 */
export function dueUntil(amountCents: number, tax: TaxToPay, day: Day): number {
	if (tax.day > day) return 0;
	if (tax.exigibility === 'invoice' || tax.paidAtOnceCents >= tax.totalCents) return amountCents;
	const paid = tax.payments
		.filter((payment) => payment.day <= day)
		.reduce((sum, { cents }) => sum + cents, tax.paidAtOnceCents);
	if (paid >= tax.totalCents) return amountCents;
	return signed(amountCents, (cents) => proportion(cents, paid, tax.totalCents));
}
