const ASCII = /^[\u0000-\u007f]*$/;
const LATIN = /^[\u0000-\u00ff]*$/;
// What decomposing a Latin text changes; among ASCII, the accents that stand alone.
const ACCENTED = /[\u0080-\u00ff^`]/g;
const plainSigns = new Map<string, string>();

/** Names are folded by the hundred thousand: the letters of most of them are known. */
function withoutAccents(text: string): string {
	return LATIN.test(text) ? text.replace(ACCENTED, plainSign) : decomposed(text);
}

function plainSign(sign: string): string {
	let plain = plainSigns.get(sign);
	if (plain === undefined) plainSigns.set(sign, (plain = decomposed(sign)));
	return plain;
}

function decomposed(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{Diacritic}/gu, '')
		.replace(/œ/gi, 'oe')
		.replace(/æ/gi, 'ae');
}

const FOLDED = /^[a-z0-9@.]+(?: [a-z0-9@.]+)*$/;

/** Lower case, without accents, runs of other signs folded to one space: for search and comparison, never for display. */
export function fold(text: string): string {
	const lower = (ASCII.test(text) ? text : withoutAccents(text)).toLowerCase();
	return FOLDED.test(lower) ? lower : lower.replace(/[^a-z0-9@.]+/g, ' ').trim();
}

/** `Les Jardins partagés` → `les-jardins-partages`. */
export function slugify(text: string): string {
	return fold(text)
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 60)
		.replace(/-+$/, '');
}
