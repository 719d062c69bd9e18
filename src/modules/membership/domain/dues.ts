import { Refusal, refuseField } from '#shared/errors.ts';
import { formatCents } from '#shared/money.ts';

/** One million euros: more is a slip of the keyboard. */
export const MAX_CENTS = 100_000_000;

/** A price of a fee; when `free`, the person chooses the amount, `amountCents` being the least. */
export interface TariffPrice {
	readonly label: string;
	readonly amountCents: number;
	readonly free: boolean;
}

/**
 * What a new membership costs.
 * @param chosenCents what the person gives, for a free amount only
 * @throws {Refusal} `membership.amount-needed`, `amount-under-minimum`
 */
export function dueFor(tariff: TariffPrice, chosenCents: number | undefined, path: string): number {
	if (!tariff.free) return tariff.amountCents;
	const { label, amountCents } = tariff;
	if (chosenCents === undefined) throw refuseField(path, 'membership.amount-needed', { label });
	if (chosenCents < amountCents) {
		const parameters = { label, minimum: formatCents(amountCents) };
		throw refuseField(path, 'membership.amount-under-minimum', parameters);
	}
	return chosenCents;
}

interface Owed {
	readonly dueCents: number;
	readonly paidCents: number;
	readonly personName: string;
}

/**
 * What is paid on a membership: all that remains unless said.
 * @throws {Refusal} `membership.already-paid`, `amount-not-positive`, `amount-over-due`
 */
export function paymentFor(owed: Owed, givenCents: number | undefined, path: string): number {
	const { personName: name, dueCents, paidCents } = owed;
	const remaining = dueCents - paidCents;
	const amount = givenCents ?? remaining;
	if (remaining === 0) {
		const fault = { path, code: 'membership.already-paid', parameters: { name } };
		throw new Refusal('conflict', fault.code, fault.parameters, [fault]);
	}
	if (amount <= 0) throw refuseField(path, 'membership.amount-not-positive');
	if (amount > remaining) {
		const parameters = { name, remaining: formatCents(remaining), amount: formatCents(amount) };
		throw refuseField(path, 'membership.amount-over-due', parameters);
	}
	return amount;
}
