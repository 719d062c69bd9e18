import { fold } from '#shared/text.ts';
import { positionOf } from './account.ts';
import type { AccountPosition } from './account.ts';

/** `paheko`: the columns that Paheko writes and reads; `essaim`: with all that an account has here. */
export const CHART_LAYOUTS = ['essaim', 'paheko'] as const;
export type ChartLayout = (typeof CHART_LAYOUTS)[number];

export const CHART_COLUMNS: Record<ChartLayout, readonly string[]> = {
	essaim: ['code', 'label', 'description', 'position', 'favourite', 'active', 'own'],
	paheko: ['code', 'label', 'description', 'position', 'bookmark']
};

const PAHEKO_POSITIONS: Record<AccountPosition, string> = {
	asset: 'Actif',
	liability: 'Passif',
	either: 'Actif ou passif',
	expense: 'Charge',
	income: 'Produit',
	'volunteering-use': 'Charge',
	'volunteering-source': 'Produit'
};

export interface ChartRow {
	readonly code: string;
	readonly label: string;
	readonly description: string | null;
	readonly position: AccountPosition;
	readonly favourite: boolean;
	readonly active: boolean;
	readonly own: boolean;
}

const flag = (is: boolean) => (is ? 'x' : '');

/** The cells of an account in a layout. */
export function chartCells(row: ChartRow, layout: ChartLayout): Record<string, string> {
	const { code, label, description, position } = row;
	const common = { code, label, description: description ?? '' };
	if (layout === 'paheko') {
		return {
			...common,
			position: PAHEKO_POSITIONS[position],
			bookmark: row.favourite ? 'Favori' : ''
		};
	}
	const [favourite, active, own] = [flag(row.favourite), flag(row.active), flag(row.own)];
	return { ...common, position, favourite, active, own };
}

/**
 * The position that a cell of a file says, in our words or those of Paheko, for an account of that number: empty
 * means the usual one. Expenses and income are so by their class. `undefined` when it can't be.
 */
export function readPosition(text: string, code: string): AccountPosition | undefined {
	const usual = positionOf(code);
	if (text === '' || text === usual || text === PAHEKO_POSITIONS[usual]) return usual;
	if (!/^[1-5]/.test(code)) return undefined;
	const known = (['asset', 'liability', 'either'] as const).find(
		(position) => fold(text) === fold(PAHEKO_POSITIONS[position]) || text === position
	);
	return known;
}

/** What a cell that says yes or no says; anything but « non », « 0 » and their like is a yes. */
export function readFlag(text: string): boolean {
	return !['', '0', 'non', 'no', 'faux', 'false'].includes(fold(text));
}
