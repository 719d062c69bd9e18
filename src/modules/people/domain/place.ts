import { fold } from '#shared/text.ts';
import type { Cleaned } from './cleaned.ts';
import { cleanLine, squeeze } from './cleaned.ts';

const POSTCODE_LIMIT = 12;

/**
 * A French postcode gets back the zero that a spreadsheet took (`1000` → `01000`) and loses its prefix
 * (`F-57000`). With another country, or with letters, it stays as written.
 * @param country ISO 3166-1 code; France unless told.
 */
export function cleanPostcode(text: string, country: string | null = null): Cleaned<string> {
	const written = squeeze(text).toUpperCase();
	if (country !== null && country !== 'FR') return cleanLine(written, POSTCODE_LIMIT);
	const digits = written.replace(/^(F|FR)[- ]?(?=\d)/, '').replace(/^(\d\d) (\d{3})$/, '$1$2');
	return cleanLine(/^\d{4}$/.test(digits) ? `0${digits}` : digits, POSTCODE_LIMIT);
}

let codesByName: Map<string, string> | undefined;

/** Every ISO 3166-1 code by its folded French and English names. */
function countryCodes(): Map<string, string> {
	if (codesByName) return codesByName;
	const names = ['fr', 'en'].map(
		(locale) => new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' })
	);
	codesByName = new Map();
	const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
	for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
		if (/^(Q[M-Z]|X[A-Z]|ZZ|AA|E[UZ]|UN|UK)$/.test(code) && code !== 'XK') continue;
		// A code that is no longer used stands for the one that took its place: FX is FR.
		if (new Intl.Locale(`und-${code}`).region !== code) continue;
		for (const name of names) {
			const label = name.of(code);
			if (label === undefined) continue;
			codesByName.set(fold(label), code);
			codesByName.set(code.toLowerCase(), code);
		}
	}
	codesByName.set('uk', 'GB').set('france metropolitaine', 'FR').set('angleterre', 'GB');
	return codesByName;
}

/** `France`, `Belgium` or `be` to `FR`, `BE`. Fault: `people.country-unknown`. */
export function cleanCountry(text: string): Cleaned<string> {
	const written = fold(text);
	if (written === '') return { value: null };
	const code = countryCodes().get(written);
	return code ? { value: code } : { fault: 'people.country-unknown' };
}
