import type { ChartVersion } from '../chart.ts';

/**
 * The accounts of the works of the end of a year. Each role has candidates by chart, the best first: the first that
 * the chart knows is taken. ANC 2022-06, in force for the years opened from 2025, did away with 675, 775 and 777.
 */
const ROLES = {
	'depreciation-charge': { all: ['6811', '681'] },
	'disposed-book-value': {
		'associations-1999': ['675', '678', '671'],
		'associations-2018': ['675'],
		'associations-2025': ['652'],
		'pcg-2026': ['657']
	},
	'disposal-proceeds': {
		'associations-1999': ['775'],
		'associations-2018': ['775'],
		'associations-2025': ['757'],
		'pcg-2026': ['757']
	},
	'investment-grant': { all: ['131'] },
	'investment-grant-used': { all: ['139'] },
	'investment-grant-share': {
		'associations-1999': ['777', '778'],
		'associations-2018': ['777', '747'],
		'associations-2025': ['747'],
		'pcg-2026': ['747']
	},
	'prepaid-expenses': { all: ['486'] },
	'deferred-income': { all: ['487'] },
	'invoices-to-come': { all: ['408'] },
	'staff-to-pay': { all: ['4286', '428'] },
	'social-charges-to-pay': { all: ['4386', '438'] },
	'taxes-to-pay': {
		'associations-1999': ['4486', '448'],
		'associations-2018': ['4486', '448'],
		'associations-2025': ['44813', '4481', '448'],
		'pcg-2026': ['44812', '4481', '448']
	},
	'other-expenses-to-pay': { all: ['4686', '468'] },
	'invoices-to-make': { all: ['418', '4687'] },
	'other-income-to-receive': { all: ['4687', '468'] },
	'dedicated-grant': {
		'associations-1999': ['194'],
		'associations-2018': ['194'],
		'associations-2025': ['194'],
		'pcg-2026': ['194']
	},
	'dedicated-grant-carried': {
		'associations-1999': ['6894', '689'],
		'associations-2018': ['6894'],
		'associations-2025': ['6894'],
		'pcg-2026': ['6894']
	},
	'dedicated-grant-used': {
		'associations-1999': ['7894', '789'],
		'associations-2018': ['7894'],
		'associations-2025': ['7894'],
		'pcg-2026': ['7894']
	},
	'dedicated-contribution': {
		'associations-1999': ['194'],
		'associations-2018': ['195'],
		'associations-2025': ['195'],
		'pcg-2026': ['195']
	},
	'dedicated-contribution-carried': {
		'associations-1999': ['6894', '689'],
		'associations-2018': ['6895'],
		'associations-2025': ['6895'],
		'pcg-2026': ['6895']
	},
	'dedicated-contribution-used': {
		'associations-1999': ['7894', '789'],
		'associations-2018': ['7895'],
		'associations-2025': ['7895'],
		'pcg-2026': ['7895']
	},
	'dedicated-generosity': {
		'associations-1999': ['195'],
		'associations-2018': ['196'],
		'associations-2025': ['196'],
		'pcg-2026': ['196']
	},
	'dedicated-generosity-carried': {
		'associations-1999': ['6895', '689'],
		'associations-2018': ['6896'],
		'associations-2025': ['6896'],
		'pcg-2026': ['6896']
	},
	'dedicated-generosity-used': {
		'associations-1999': ['7895', '789'],
		'associations-2018': ['7896'],
		'associations-2025': ['7896'],
		'pcg-2026': ['7896']
	},
	'vat-collected': { all: ['44571', '4457'] },
	'vat-collected-intermediate': { all: ['445713', '44571', '4457'] },
	'vat-collected-reduced': { all: ['445711', '44571', '4457'] },
	'vat-collected-super-reduced': { all: ['445712', '44571', '4457'] },
	'vat-owed': { all: ['4452', '44571', '4457'] },
	'vat-deductible': { all: ['44566', '4456'] },
	'vat-asset': { all: ['44562', '4456'] },
	'vat-to-pay': { all: ['44551', '4455'] },
	'vat-credit': { all: ['44567', '4458'] },
	'vat-refund': { all: ['44583', '4458'] },
	'vat-rounding-loss': { all: ['658'] },
	'vat-rounding-gain': { all: ['758'] }
} as const satisfies Record<
	string,
	{ all: readonly string[] } | Record<ChartVersion, readonly string[]>
>;

export type InventoryRole = keyof typeof ROLES;
export const INVENTORY_ROLES = Object.keys(ROLES) as InventoryRole[];

/** Numbers that may play a role in a chart, the best first. */
export function candidatesFor(role: InventoryRole, chart: ChartVersion): readonly string[] {
	const candidates: { all: readonly string[] } | Record<ChartVersion, readonly string[]> =
		ROLES[role];
	return 'all' in candidates ? candidates.all : candidates[chart];
}

/** Where the depreciation of an account of class 2 is kept, the nearest first: 2183 in 28183, 2818, 281. */
export function depreciationCandidates(code: string): string[] {
	const full = `28${code.slice(1)}`;
	return Array.from({ length: full.length - 2 }, (_, index) => full.slice(0, full.length - index));
}

/** A fixed asset stands in an account of class 20 to 27; 28 and 29 take from it. */
export function isFixedAssetAccount(code: string): boolean {
	return /^2[0-7]/.test(code) && code.length >= 3;
}
