import { sum } from '#shared/money.ts';
import { bearsOnResult, isCarriedForward } from './account.ts';
import type { Line } from './entry.ts';

/**
 * Where the result of the closed year goes: `result`, accounts 120/129, until the general meeting allocates it;
 * `retained-earnings`, accounts 110/119, when it has already decided so.
 */
export const RESULT_DESTINATIONS = ['result', 'retained-earnings'] as const;
export type ResultDestination = (typeof RESULT_DESTINATIONS)[number];

export interface Balance {
	readonly accountId: string;
	readonly code: string;
	/** Debits minus credits. */
	readonly balanceCents: number;
}

/** Code of the account that receives a result: surplus when positive, deficit when negative. */
export function resultCode(destination: ResultDestination, resultCents: number): string {
	const surplus = resultCents >= 0;
	if (destination === 'retained-earnings') return surplus ? '110' : '119';
	return surplus ? '120' : '129';
}

/** Income minus expenses of the year: positive for a surplus. */
export function resultOf(balances: readonly Balance[]): number {
	const total = sum(
		balances.filter(({ code }) => bearsOnResult(code)).map(({ balanceCents }) => balanceCents)
	);
	return total === 0 ? 0 : -total;
}

function line(accountId: string, balanceCents: number): Line {
	return {
		accountId,
		debitCents: Math.max(balanceCents, 0),
		creditCents: Math.max(-balanceCents, 0),
		label: null
	};
}

/** The opening entry of the next year: each balance of the statements, and the result; empty when all is zero. */
export function openingLines(
	balances: readonly Balance[],
	resultAccountOf: (resultCents: number) => string
): Line[] {
	const carried = new Map<string, number>();
	for (const { accountId, code, balanceCents } of balances) {
		if (isCarriedForward(code)) carried.set(accountId, balanceCents);
	}
	const result = resultOf(balances);
	if (result !== 0) {
		const accountId = resultAccountOf(result);
		carried.set(accountId, (carried.get(accountId) ?? 0) - result);
	}
	return [...carried]
		.filter(([, balanceCents]) => balanceCents !== 0)
		.map(([accountId, balanceCents]) => line(accountId, balanceCents));
}
