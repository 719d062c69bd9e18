import { sum } from '#shared/money.ts';

/** A row of the simplified layout and the lines of the full one that it gathers. */
type Group = readonly [id: string, lines: string];

/**
 * The simplified layout of ANC 2018-06 and of the general chart: the lines of the full one, gathered. A full line
 * stands in one group and no more, so both layouts have the same totals.
 */
const GROUPS: readonly Group[] = [
	['simple-subscriptions', 'subscriptions'],
	['simple-sales', 'sales-of-goods sales-of-services'],
	['simple-funding', 'public-funding founders-payments financial-contributions'],
	['simple-generosity', 'donations patronage legacies'],
	[
		'simple-other-operating-income',
		'operating-reversals dedicated-funds-used other-operating-income'
	],
	['simple-purchases', 'goods-purchased stock-change external-purchases'],
	['simple-grants-paid', 'grants-paid'],
	['simple-taxes', 'taxes'],
	['simple-staff', 'wages social-charges'],
	['simple-depreciation', 'depreciation provisions dedicated-funds-carried'],
	['simple-other-operating-expenses', 'other-operating-expenses'],
	[
		'simple-financial-income',
		'income-from-holdings income-from-securities interest-received financial-reversals exchange-gains securities-gains'
	],
	[
		'simple-financial-expenses',
		'financial-depreciation interest-paid exchange-losses securities-losses'
	],
	[
		'simple-exceptional-income',
		'exceptional-operations-income exceptional-capital-income exceptional-reversals'
	],
	[
		'simple-exceptional-expenses',
		'exceptional-operations-expenses exceptional-capital-expenses exceptional-depreciation'
	],
	['simple-tax', 'profit-sharing income-tax'],
	['simple-gifts-in-kind', 'gifts-in-kind'],
	['simple-services-in-kind', 'services-in-kind'],
	['simple-volunteering', 'volunteering'],
	['simple-relief-in-kind', 'relief-in-kind'],
	['simple-free-use', 'free-use-of-goods services-received'],
	['simple-volunteer-staff', 'volunteer-staff'],
	[
		'simple-intangible',
		'set-up-costs development-costs temporary-usufruct patents-and-software other-intangible'
	],
	['simple-tangible', 'land buildings plant other-tangible tangible-in-progress bequests-for-sale'],
	['simple-financial-assets', 'holdings other-securities loans-granted other-financial'],
	['simple-stocks', 'stocks'],
	['simple-receivables', 'users-receivable bequests-receivable other-receivables'],
	['simple-cash', 'short-term-investments treasury-instruments cash-at-bank'],
	['simple-prepaid', 'prepaid-expenses'],
	['simple-adjustment-assets', 'deferred-loan-costs redemption-premiums conversion-losses'],
	[
		'simple-own-funds',
		'own-funds-without-recovery own-funds-with-recovery revaluation consumable-funds'
	],
	['simple-reserves', 'statutory-reserves project-reserves other-reserves'],
	['simple-retained', 'retained-earnings result-to-allocate'],
	['year-result', 'year-result'],
	['simple-investment-grants', 'investment-grants regulated-provisions'],
	['simple-dedicated-funds', 'carried-over-funds dedicated-funds'],
	['simple-provisions', 'risk-provisions charge-provisions'],
	['simple-borrowings', 'bonds bank-borrowings other-borrowings treasury-instruments-owed'],
	['simple-suppliers', 'suppliers fixed-asset-suppliers'],
	['simple-other-debts', 'bequests-payable taxes-and-wages other-payables'],
	['simple-deferred-income', 'deferred-income'],
	['simple-adjustment-liabilities', 'conversion-gains']
];

const GROUP_OF = new Map(
	GROUPS.flatMap(([group, lines]) => lines.split(' ').map((line) => [line, group]))
);

/** Sections that a single row says whole: their heading and their total are left out. */
const BARE_SECTIONS = new Set([
	'financial-income',
	'financial-expenses',
	'exceptional-income',
	'exceptional-expenses',
	'shares-and-tax',
	'adjustment-assets',
	'carried-and-dedicated-funds',
	'provisions-for-risks',
	'adjustment-liabilities'
]);

/** Which line of the full layout belongs to which of the simplified one. */
export function simplifiedLineOf(line: string): string | undefined {
	return GROUP_OF.get(line);
}

/** The amounts that rows of the income statement and of the liabilities have, then those of the assets. */
export const PAIR = ['currentCents', 'previousCents'] as const;
export const ASSET_AMOUNTS = ['grossCents', 'reductionCents', 'netCents', 'previousCents'] as const;

interface Row {
	readonly id: string;
	readonly kind: 'heading' | 'line' | 'total' | 'result';
	readonly accounts: readonly unknown[];
}

/**
 * The same statement in the simplified layout. `keys` name its amounts, in cents, which are added up; an amount
 * that no row of a group has stays `null`.
 */
export function simplify<Key extends string, R extends Row & Record<Key, number | null>>(
	rows: readonly R[],
	keys: readonly Key[]
): R[] {
	const gathered = new Map<string, R>();
	const kept: R[] = [];
	for (const row of rows) {
		if (row.kind !== 'line') {
			const section = row.id.replace(/^total-/, '');
			if (!BARE_SECTIONS.has(section)) kept.push(row);
			continue;
		}
		const group = simplifiedLineOf(row.id);
		if (group === undefined) throw new RangeError(`No group for the line ${row.id}`);
		const known = gathered.get(group);
		const next = known ? merge(known, row, keys) : { ...row, id: group };
		gathered.set(group, next);
		if (known) kept[kept.indexOf(known)] = next;
		else kept.push(next);
	}
	return kept;
}

function merge<Key extends string, R extends Row & Record<Key, number | null>>(
	known: R,
	row: R,
	keys: readonly Key[]
): R {
	const amounts = keys.map((key) => {
		const both = [known[key], row[key]].filter((amount) => amount !== null);
		return [key, both.length > 0 ? sum(both) : null];
	});
	return {
		...known,
		...Object.fromEntries(amounts),
		accounts: [...known.accounts, ...row.accounts]
	};
}
