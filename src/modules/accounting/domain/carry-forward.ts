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
	/** The part of the account that one third party stands for. */
	readonly thirdPartyId?: string | null;
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

function line(accountId: string, thirdPartyId: string | null, balanceCents: number): Line {
	return {
		accountId,
		debitCents: Math.max(balanceCents, 0),
		creditCents: Math.max(-balanceCents, 0),
		label: null,
		...(thirdPartyId && { thirdPartyId })
	};
}

/**
 * The opening entry of the next year: each balance of the statements, third party by third party, and the result;
 * empty when all is zero.
 */
export function openingLines(
	balances: readonly Balance[],
	resultAccountOf: (resultCents: number) => string
): Line[] {
	const carried = new Map<string, Balance>();
	const add = (balance: Balance) => {
		const key = `${balance.accountId} ${balance.thirdPartyId ?? ''}`;
		const before = carried.get(key)?.balanceCents ?? 0;
		carried.set(key, { ...balance, balanceCents: before + balance.balanceCents });
	};
	for (const balance of balances) {
		if (isCarriedForward(balance.code)) add(balance);
	}
	const result = resultOf(balances);
	if (result !== 0) {
		add({ accountId: resultAccountOf(result), code: '12', balanceCents: -result });
	}
	return [...carried.values()]
		.filter(({ balanceCents }) => balanceCents !== 0)
		.map(({ accountId, thirdPartyId, balanceCents }) =>
			line(accountId, thirdPartyId ?? null, balanceCents)
		);
}
