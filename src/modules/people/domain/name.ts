import { squeeze } from './cleaned.ts';

export interface SplitName {
	readonly lastName: string | null;
	readonly firstName: string | null;
}

// Words that open a family name and never end it: « Le Goff », « de La Tour », « Van den Berg ».
const PARTICLES = new Set(
	"le la les l' l de du des d' d n' van von der den ter ten ben bel el al da di do dos das del saint sainte st ste mac mc o'".split(
		' '
	)
);

function isParticle(word: string): boolean {
	return PARTICLES.has(word.toLowerCase().replace('’', "'"));
}

function isCapitals(word: string): boolean {
	return word === word.toUpperCase() && /\p{Lu}.*\p{Lu}/u.test(word);
}

function joined(words: readonly string[]): string | null {
	return words.length === 0 ? null : words.join(' ');
}

/** How many words from the start are the family name: its particles and one word. */
function familyNameLength(words: readonly string[]): number {
	let count = 0;
	while (count < words.length - 1 && isParticle(words[count] ?? '')) count += 1;
	return count + 1;
}

/**
 * Splits a name written in one cell. The words and their order are never changed: only where one part
 * ends is decided, from a comma, from capitals (`LE GOFF Jean`), from particles (`Le Goff Jean`), else
 * one word is the family name. A single word is a family name.
 * @param order `last-first` as Paheko writes `Nom & prénom`; `first-last` as address books do.
 */
export function splitName(text: string, order: 'last-first' | 'first-last'): SplitName {
	const written = squeeze(text);
	const comma = written.indexOf(',');
	if (comma > 0) {
		return {
			lastName: squeeze(written.slice(0, comma)) || null,
			firstName: squeeze(written.slice(comma + 1)) || null
		};
	}
	const words = written === '' ? [] : written.split(' ');
	if (words.length < 2) return { lastName: joined(words), firstName: null };
	return byCapitals(words) ?? (order === 'last-first' ? lastFirst(words) : firstLast(words));
}

function byCapitals(words: readonly string[]): SplitName | undefined {
	const lower = words.findIndex((word) => /\p{L}/u.test(word) && !isCapitals(word));
	const upper = words.findIndex(isCapitals);
	if (lower < 0 || upper < 0) return undefined;
	if (upper === 0) {
		return { lastName: joined(words.slice(0, lower)), firstName: joined(words.slice(lower)) };
	}
	if (!words.slice(upper).every(isCapitals)) return undefined;
	return { lastName: joined(words.slice(upper)), firstName: joined(words.slice(0, upper)) };
}

function lastFirst(words: readonly string[]): SplitName {
	const end = familyNameLength(words);
	return { lastName: joined(words.slice(0, end)), firstName: joined(words.slice(end)) };
}

function firstLast(words: readonly string[]): SplitName {
	const particle = words.findIndex((word, index) => index > 0 && isParticle(word));
	const start = particle > 0 && particle < words.length - 1 ? particle : words.length - 1;
	return { lastName: joined(words.slice(start)), firstName: joined(words.slice(0, start)) };
}
