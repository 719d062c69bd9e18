import { sum } from '#shared/money.ts';
import { gather, lineOf } from './statement-lines.ts';
import type {
	LineRule,
	StatementAccount,
	StatementDetail,
	YearBalances
} from './statement-lines.ts';

/** Assets and the accounts they gather, by the longest prefix (ANC 2018-06, art. 431-1). */
const ASSETS: readonly LineRule[] = [
	['set-up-costs', '201'],
	['development-costs', '203'],
	['temporary-usufruct', '204'],
	['patents-and-software', '205'],
	['other-intangible', '20 232 237'],
	['land', '211 212'],
	['buildings', '213 214'],
	['plant', '215'],
	['other-tangible', '21 22 2'],
	['tangible-in-progress', '23'],
	['bequests-for-sale', '24'],
	['holdings', '26'],
	['other-securities', '271 272 273'],
	['loans-granted', '274'],
	['other-financial', '27'],
	['stocks', '3'],
	['users-receivable', '41'],
	['bequests-receivable', '461'],
	['other-receivables', '4 18 8'],
	['short-term-investments', '50'],
	['treasury-instruments', '52'],
	['cash-at-bank', '5'],
	['prepaid-expenses', '486'],
	['deferred-loan-costs', '481'],
	['redemption-premiums', '169'],
	['conversion-losses', '476']
];

/** What lessens the value of assets, and of which: depreciation, impairment (28, 29, 39, 49, 59). */
const REDUCTIONS: readonly LineRule[] = [
	['set-up-costs', '2801 2901'],
	['development-costs', '2803 2903'],
	['temporary-usufruct', '2804 2904'],
	['patents-and-software', '2805 2905'],
	['other-intangible', '280 290 2932'],
	['land', '2811 2812 2911 2912'],
	['buildings', '2813 2814 2913 2914'],
	['plant', '2815 2915'],
	['other-tangible', '28 29'],
	['tangible-in-progress', '293'],
	['bequests-for-sale', '294'],
	['holdings', '296'],
	['other-securities', '2971 2972 2973'],
	['loans-granted', '2974'],
	['other-financial', '297'],
	['stocks', '39'],
	['users-receivable', '491'],
	['other-receivables', '49'],
	['short-term-investments', '590'],
	['cash-at-bank', '59']
];

const LIABILITIES: readonly LineRule[] = [
	['own-funds-without-recovery', '10'],
	['own-funds-with-recovery', '103'],
	['revaluation', '105'],
	['statutory-reserves', '1063'],
	['project-reserves', '1068'],
	['other-reserves', '106'],
	['retained-earnings', '11'],
	['result-to-allocate', '12'],
	['consumable-funds', '108'],
	['investment-grants', '13'],
	['regulated-provisions', '14'],
	['carried-over-funds', '191'],
	['dedicated-funds', '19'],
	['risk-provisions', '151'],
	['charge-provisions', '15'],
	['bonds', '161 162 163'],
	['bank-borrowings', '164 51'],
	['other-borrowings', '16 17'],
	['suppliers', '40'],
	['bequests-payable', '466'],
	['taxes-and-wages', '42 43 44'],
	['fixed-asset-suppliers', '404 405 4084 269 279'],
	['other-payables', '4 18 8 5'],
	['treasury-instruments-owed', '52'],
	['deferred-income', '487'],
	['conversion-gains', '477']
];

/** Accounts that stand on the side of their balance. */
const BY_SIGN = /^(?:4|18|5[128]|8)/;
const ALWAYS_LIABILITY = /^(?:1(?!69|8)|269|279)/;

/** Where an account stands, each year for itself; `undefined` for expenses, income and gifts in kind. */
function placeOf({ code, balanceCents }: StatementAccount): string | undefined {
	if (/^(?:[67]|8[67])/.test(code)) return undefined;
	if (/^[2345]9|^28/.test(code) && !ALWAYS_LIABILITY.test(code)) {
		return `reduction:${lineOf(REDUCTIONS, code)}`;
	}
	const owed = ALWAYS_LIABILITY.test(code) || (BY_SIGN.test(code) && balanceCents < 0);
	return owed ? `liability:${lineOf(LIABILITIES, code)}` : `asset:${lineOf(ASSETS, code)}`;
}

const ASSET_SECTIONS: readonly (readonly [string, readonly string[]])[] = [
	[
		'fixed-assets',
		[
			...['set-up-costs', 'development-costs', 'temporary-usufruct', 'patents-and-software'],
			...['other-intangible', 'land', 'buildings', 'plant', 'other-tangible'],
			...['tangible-in-progress', 'bequests-for-sale', 'holdings', 'other-securities'],
			...['loans-granted', 'other-financial']
		]
	],
	[
		'current-assets',
		[
			...['stocks', 'users-receivable', 'bequests-receivable', 'other-receivables'],
			...['short-term-investments', 'treasury-instruments', 'cash-at-bank', 'prepaid-expenses']
		]
	],
	['adjustment-assets', ['deferred-loan-costs', 'redemption-premiums', 'conversion-losses']]
];

const RESULT = 'year-result';

const LIABILITY_SECTIONS: readonly (readonly [string, readonly string[]])[] = [
	[
		'own-funds',
		[
			...['own-funds-without-recovery', 'own-funds-with-recovery', 'revaluation'],
			...['statutory-reserves', 'project-reserves', 'other-reserves', 'retained-earnings'],
			...['result-to-allocate', RESULT, 'consumable-funds', 'investment-grants'],
			'regulated-provisions'
		]
	],
	['carried-and-dedicated-funds', ['carried-over-funds', 'dedicated-funds']],
	['provisions-for-risks', ['risk-provisions', 'charge-provisions']],
	[
		'debts',
		[
			...['bonds', 'bank-borrowings', 'other-borrowings', 'suppliers', 'bequests-payable'],
			...['taxes-and-wages', 'fixed-asset-suppliers', 'other-payables'],
			...['treasury-instruments-owed', 'deferred-income']
		]
	],
	['adjustment-liabilities', ['conversion-gains']]
];

export interface AssetRow {
	/** Names the row; its words are the message `accounting_report_<id>`. */
	readonly id: string;
	readonly kind: 'heading' | 'line' | 'total';
	readonly grossCents: number | null;
	/** Depreciation and impairment. */
	readonly reductionCents: number | null;
	readonly netCents: number | null;
	/** Net, of the year before. */
	readonly previousCents: number | null;
	readonly accounts: readonly StatementDetail[];
}

export interface LiabilityRow {
	readonly id: string;
	readonly kind: 'heading' | 'line' | 'total';
	readonly currentCents: number | null;
	readonly previousCents: number | null;
	readonly accounts: readonly StatementDetail[];
}

export interface BalanceSheet {
	readonly assets: readonly AssetRow[];
	readonly liabilities: readonly LiabilityRow[];
	/** Net. Equal to `totalLiabilitiesCents` for any year whose entries balance. */
	readonly totalAssetsCents: number;
	readonly totalLiabilitiesCents: number;
	/** Of the income statement; it is one of the liabilities. */
	readonly resultCents: number;
}

type Lines = ReadonlyMap<string, readonly StatementDetail[]>;

/** The balance sheet at the end of a year, beside the one before when there is one. */
export function balanceSheet(current: YearBalances, previous: YearBalances | null): BalanceSheet {
	const lines = gather(current, previous, placeOf);
	const hasPrevious = previous !== null;
	const result = {
		currentCents: resultOf(current),
		previousCents: previous && resultOf(previous)
	};
	const assets = assetRows(lines, hasPrevious);
	const liabilities = liabilityRows(lines, hasPrevious, result);
	return {
		assets,
		liabilities,
		totalAssetsCents: assets.at(-1)?.netCents ?? 0,
		totalLiabilitiesCents: liabilities.at(-1)?.currentCents ?? 0,
		resultCents: result.currentCents
	};
}

/** Income less expenses; gifts in kind apart. */
export function resultOf(balances: YearBalances): number {
	const bearing = balances.filter(({ code }) => /^[67]/.test(code));
	return -sum(bearing.map(({ balanceCents }) => balanceCents)) || 0;
}

interface Pair {
	readonly currentCents: number;
	readonly previousCents: number | null;
}

function total(details: readonly Pair[], hasPrevious: boolean): Pair {
	return {
		currentCents: sum(details.map(({ currentCents }) => currentCents)),
		previousCents: hasPrevious ? sum(details.map((each) => each.previousCents ?? 0)) : null
	};
}

const NO_ASSET = { grossCents: null, reductionCents: null, netCents: null, previousCents: null };

function assetRows(lines: Lines, hasPrevious: boolean): AssetRow[] {
	const rows: AssetRow[] = [];
	for (const [section, ids] of ASSET_SECTIONS) {
		const written = ids.map((id) => assetLine(id, lines, hasPrevious));
		rows.push({ id: section, kind: 'heading', ...NO_ASSET, accounts: [] }, ...written);
		rows.push(assetTotal(`total-${section}`, written, hasPrevious));
	}
	const all = rows.filter(({ kind }) => kind === 'line');
	return [...rows, assetTotal('total-assets', all, hasPrevious)];
}

function assetLine(id: string, lines: Lines, hasPrevious: boolean): AssetRow {
	const gross = lines.get(`asset:${id}`) ?? [];
	const reductions = lines.get(`reduction:${id}`) ?? [];
	const value = total(gross, hasPrevious);
	const lessened = total(reductions, hasPrevious);
	const net = total([...gross, ...reductions], hasPrevious);
	return {
		id,
		kind: 'line',
		grossCents: value.currentCents,
		reductionCents: -lessened.currentCents || 0,
		netCents: net.currentCents,
		previousCents: net.previousCents,
		accounts: [...gross, ...reductions]
	};
}

function assetTotal(id: string, rows: readonly AssetRow[], hasPrevious: boolean): AssetRow {
	const add = (key: 'grossCents' | 'reductionCents' | 'netCents' | 'previousCents') =>
		sum(rows.map((row) => row[key] ?? 0));
	return {
		id,
		kind: 'total',
		grossCents: add('grossCents'),
		reductionCents: add('reductionCents'),
		netCents: add('netCents'),
		previousCents: hasPrevious ? add('previousCents') : null,
		accounts: []
	};
}

function liabilityRows(lines: Lines, hasPrevious: boolean, result: Pair): LiabilityRow[] {
	const rows: LiabilityRow[] = [];
	for (const [section, ids] of LIABILITY_SECTIONS) {
		const written = ids.map((id) => {
			const accounts = (lines.get(`liability:${id}`) ?? []).map(credited);
			const pair = id === RESULT ? result : total(accounts, hasPrevious);
			return { id, kind: 'line' as const, ...pair, accounts };
		});
		const empty = { currentCents: null, previousCents: null, accounts: [] };
		rows.push({ id: section, kind: 'heading', ...empty }, ...written);
		rows.push({
			id: `total-${section}`,
			kind: 'total',
			...total(written, hasPrevious),
			accounts: []
		});
	}
	const all = rows.filter(({ kind }) => kind === 'line') as (LiabilityRow & Pair)[];
	return [
		...rows,
		{ id: 'total-liabilities', kind: 'total', ...total(all, hasPrevious), accounts: [] }
	];
}

function credited(account: StatementDetail): StatementDetail {
	const { currentCents, previousCents } = account;
	return {
		...account,
		currentCents: -currentCents || 0,
		previousCents: previousCents === null ? null : -previousCents || 0
	};
}
