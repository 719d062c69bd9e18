import { fold } from '#shared/text.ts';
import type { Cleaned } from './cleaned.ts';
import { cleanLine } from './cleaned.ts';

/** Those that are proposed; any other is kept as written. */
export const HONORIFICS = ['M.', 'Mme'] as const;

// « Mademoiselle » is no longer asked nor written (circulaire n° 5575/SG of 21 February 2012).
// Galette numbers them, as many programs do: 1, 2, and 3 for the last of the words above.
const KNOWN: Readonly<Record<(typeof HONORIFICS)[number], readonly string[]>> = {
	'M.': ['m', 'mr', 'monsieur', 'mister', 'homme', 'masculin', 'male', '1'],
	Mme: [
		'mme',
		'madame',
		'mrs',
		'ms',
		'miss',
		'mlle',
		'mademoiselle',
		'femme',
		'feminin',
		'female',
		'2',
		'3'
	]
};
const BY_WORD = new Map(
	HONORIFICS.flatMap((honorific) => KNOWN[honorific].map((word) => [word, honorific] as const))
);
const LIMIT = 30;

/** `true` for a word that programs and people use as a title. */
export function isHonorific(text: string): boolean {
	return BY_WORD.has(fold(text).replace(/\.$/, ''));
}

/** `M.` and `Mme` however they are written, others as written. */
export function cleanHonorific(text: string): Cleaned<string> {
	const known = BY_WORD.get(fold(text).replace(/\.$/, ''));
	return known ? { value: known } : cleanLine(text, LIMIT);
}

/**
 * How a letter begins to somebody: « Madame », « Monsieur », what they go by, or what suits anybody when it isn’t
 * known.
 */
export function addressedAs(honorific: string | null, locale: 'fr' | 'en'): string {
	if (honorific === null) return locale === 'fr' ? 'Madame, Monsieur' : 'Sir or Madam';
	if (honorific === 'M.') return locale === 'fr' ? 'Monsieur' : 'Mr';
	if (honorific === 'Mme') return locale === 'fr' ? 'Madame' : 'Ms';
	return honorific;
}
