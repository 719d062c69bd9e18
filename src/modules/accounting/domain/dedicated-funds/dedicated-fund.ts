import type { Day } from '#shared/day.ts';
import type { InventoryRole } from '../closing/inventory-accounts.ts';
import type { Period } from '../fiscal-year.ts';
import { contains } from '../fiscal-year.ts';

/** Whom the money comes from, which says its accounts: 194, 195 or 196 (ANC 2018-06, art. 132-1 and 330-3). */
export const FUND_KINDS = ['grant', 'contribution', 'generosity'] as const;
export type FundKind = (typeof FUND_KINDS)[number];

export interface Fund {
	readonly receivedOn: Day;
	readonly receivedCents: number;
}

/** What a year does to a fund, when so much was spent for its purpose. */
export interface Settlement {
	/** Received this year and not spent: charged to 689, kept in 19. */
	readonly carriedCents: number;
	/** Kept from the years before and spent now: out of 19, income of 789. */
	readonly usedCents: number;
}

/**
 * What was kept from before is spent first; what came in this year pays for the rest, and what is left of it is
 * carried over. What was spent beyond both is paid by the association.
 */
export function settle(
	fund: Fund,
	year: Period,
	{ openingCents, spentCents }: { openingCents: number; spentCents: number }
): Settlement {
	const usedCents = Math.max(0, Math.min(openingCents, spentCents));
	const received = contains(year, fund.receivedOn) ? fund.receivedCents : 0;
	return { usedCents, carriedCents: Math.max(0, received - (spentCents - usedCents)) };
}

export function fundRoles(kind: FundKind): Record<'kept' | 'carried' | 'used', InventoryRole> {
	return {
		kept: `dedicated-${kind}`,
		carried: `dedicated-${kind}-carried`,
		used: `dedicated-${kind}-used`
	};
}
