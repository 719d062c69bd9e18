/** ISO/IEC 7810, format ID-1: that of bank cards. Millimetres. */
export const CARD = { width: 85.6, height: 53.98, radius: 3.18 } as const;

/** What a card says of its holder to whoever reads its code. */
export const NAMES_ON_CHECK = ['full', 'initials', 'none'] as const;
export type NameOnCheck = (typeof NAMES_ON_CHECK)[number];

export const CARD_LAYOUTS = ['sheet', 'single'] as const;
export type CardLayout = (typeof CARD_LAYOUTS)[number];

const COLUMNS = 2;
const ROWS = 5;
const GAP = 2;
const A4 = { width: 210, height: 297 };

export const CARDS_ON_SHEET = COLUMNS * ROWS;

/**
 * Where the card at a place of an A4 sheet stands, ten to a sheet, row by row, the whole in the middle.
 * @param index from 0 to 9
 * @returns millimetres from the top left corner
 */
export function placeOnSheet(index: number): { x: number; y: number } {
	const left = (A4.width - COLUMNS * CARD.width - (COLUMNS - 1) * GAP) / 2;
	const top = (A4.height - ROWS * CARD.height - (ROWS - 1) * GAP) / 2;
	return {
		x: left + (index % COLUMNS) * (CARD.width + GAP),
		y: top + Math.floor(index / COLUMNS) * (CARD.height + GAP)
	};
}

/** `J.-M. L.` of `Jean-Marie Le Gall`: enough for whoever holds the card, too little for anybody else. */
export function initialsOf(
	person: Readonly<{ firstName: string | null; lastName: string | null; displayName: string }>
): string {
	const names = [person.firstName, person.lastName].filter((name) => name !== null);
	const written = names.length > 0 ? names : person.displayName.split(/\s+/);
	return written
		.map((name) => name.split('-').map(first).filter(Boolean).join('-'))
		.filter(Boolean)
		.join(' ');
}

function first(name: string): string {
	const [letter] = name.trim();
	return letter ? `${letter.toUpperCase()}.` : '';
}
