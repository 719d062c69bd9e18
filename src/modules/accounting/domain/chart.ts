import { isHeading, kindOf, positionOf } from './account.ts';
import type { AccountKind, AccountPosition } from './account.ts';
import type { Day } from '#shared/day.ts';

/**
 * The charts of accounts of associations, by the year they came into force: règlement CRC 99-01,
 * ANC 2018-06, and ANC 2018-06 as modified by ANC 2022-06 for the years opened from 2025. The plan comptable général
 * is for bodies that keep to it by choice: no day calls for it.
 */
export const CHART_VERSIONS = [
	'associations-1999',
	'associations-2018',
	'associations-2025',
	'pcg-2026'
] as const;
export type ChartVersion = (typeof CHART_VERSIONS)[number];

export interface ChartAccount {
	readonly code: string;
	/** Official label, in French. */
	readonly label: string;
	readonly position: AccountPosition;
	readonly kind: AccountKind;
	/** A title that gathers accounts: nothing is written in it. */
	readonly heading: boolean;
}

/** The chart that the law asks of a year opened on that day. */
export function chartFor(firstDay: Day): ChartVersion {
	if (firstDay >= '2025-01-01') return 'associations-2025';
	return firstDay >= '2020-01-01' ? 'associations-2018' : 'associations-1999';
}

export function chartAccount(code: string, label: string): ChartAccount {
	return {
		code,
		label,
		position: positionOf(code),
		kind: kindOf(code),
		heading: isHeading(code)
	};
}
