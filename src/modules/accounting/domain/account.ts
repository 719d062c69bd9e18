/** Where an account stands in the statements; `either` shows on the side of its balance. */
export type AccountPosition =
	| 'asset'
	| 'liability'
	| 'either'
	| 'expense'
	| 'income'
	| 'volunteering-use'
	| 'volunteering-source';

/** What an account is for, as far as the rest of the module asks. */
export type AccountKind =
	| 'bank'
	| 'cash'
	| 'cheques'
	| 'cards'
	| 'internal-transfer'
	| 'supplier'
	| 'user'
	| 'third-party'
	| 'suspense'
	| 'retained-earnings'
	| 'result'
	| 'opening-balance'
	| 'closing-balance'
	| 'volunteering'
	| 'plain';

/** The account kinds that money comes in by or leaves by. */
export const MEANS_KINDS = ['bank', 'cash', 'cheques', 'cards'] as const;
export type MeansKind = (typeof MEANS_KINDS)[number];

/** Longest prefix first: the first that the code starts with decides. */
const POSITIONS: readonly (readonly [string, AccountPosition])[] = [
	['409', 'asset'],
	['419', 'liability'],
	['481', 'asset'],
	['486', 'asset'],
	['487', 'liability'],
	['519', 'liability'],
	['512', 'either'],
	['18', 'either'],
	['40', 'liability'],
	['41', 'asset'],
	['49', 'asset'],
	['58', 'either'],
	['86', 'volunteering-use'],
	['87', 'volunteering-source'],
	['1', 'liability'],
	['2', 'asset'],
	['3', 'asset'],
	['4', 'either'],
	['5', 'asset'],
	['6', 'expense'],
	['7', 'income'],
	['8', 'either']
];

const KINDS: readonly (readonly [string, AccountKind])[] = [
	['5112', 'cheques'],
	['5115', 'cards'],
	['512', 'bank'],
	['890', 'opening-balance'],
	['891', 'closing-balance'],
	['11', 'retained-earnings'],
	['12', 'result'],
	['40', 'supplier'],
	['41', 'user'],
	['47', 'suspense'],
	['48', 'plain'],
	['49', 'plain'],
	['53', 'cash'],
	['58', 'internal-transfer'],
	['86', 'volunteering'],
	['87', 'volunteering'],
	['4', 'third-party']
];

function lookUp<T>(rules: readonly (readonly [string, T])[], code: string): T | undefined {
	return rules.find(([prefix]) => code.startsWith(prefix))?.[1];
}

/** The class and the exceptions of the plan comptable général (ANC 2014-03, art. 932-1). */
export function positionOf(code: string): AccountPosition {
	return lookUp(POSITIONS, code) ?? 'either';
}

export function kindOf(code: string): AccountKind {
	return lookUp(KINDS, code) ?? 'plain';
}

export function isMeansKind(kind: AccountKind): kind is MeansKind {
	return (MEANS_KINDS as readonly string[]).includes(kind);
}

/** Classes and two-figure titles gather accounts; no entry is written in them. */
export function isHeading(code: string): boolean {
	return code.length < 3;
}

/** Three figures of the chart, then up to 17 figures or capitals of one's own (LPF art. A47 A-1, CompteNum). */
export function isAccountCode(code: string): boolean {
	return /^[1-8]\d{2}[0-9A-Z]{0,17}$/.test(code);
}

/** Accounts of the statements that start again from their balance in the next year: classes 1 to 5, and 89. */
export function isCarriedForward(code: string): boolean {
	return /^([1-5]|89)/.test(code);
}

/** Expenses and income, whose difference is the result of the year. */
export function bearsOnResult(code: string): boolean {
	return /^[67]/.test(code);
}

/** Accounts of third parties, whose lines may say whom they are about: class 4 but the accruals 48 and losses 49. */
export function takesThirdParties(code: string): boolean {
	return /^4[0-7]/.test(code);
}

/** What a project may have a share of, as a form offers it: what is bought and kept, spent, earned or given in kind. */
export function takesShares(code: string): boolean {
	return /^[2678]/.test(code);
}

/** Accounts whose lines pay for one another: third parties, what is on its way to the bank, internal transfers. */
export function isLetterable(code: string): boolean {
	return takesThirdParties(code) || /^(511|58)/.test(code);
}
