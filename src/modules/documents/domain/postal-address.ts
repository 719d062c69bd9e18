import { fold } from '#shared/text.ts';

/** What of a person’s record an envelope bears. */
export interface PostalPerson {
	readonly displayName: string;
	/** Street lines, separated by line feeds. */
	readonly address: string | null;
	readonly postcode: string | null;
	readonly city: string | null;
	/** ISO 3166-1, two letters. */
	readonly country: string | null;
}

/** Characters on a line, and lines, of a postal address (NF Z 10-011, 3.2). */
export const LINE_LIMIT = 38;
export const LINES_LIMIT = 6;

/**
 * The lines of an address as the French post reads them (NF Z 10-011): at most six of 38 characters, no
 * punctuation below the name, the last line in capitals without accents; the country, in capitals, below
 * an address abroad.
 * @returns nothing when no letter would arrive: without a city, or without a postcode in France
 */
export function postalLines(person: PostalPerson, names: readonly string[]): string[] | undefined {
	const { address, postcode, city, country } = person;
	const abroad = country !== null && country !== 'FR';
	if (city === null || (postcode === null && !abroad)) return undefined;
	const last = capitals([postcode, city].filter(Boolean).join(' '));
	const below = abroad ? [last, capitals(countryName(country))] : [last];
	const street = (address ?? '').split('\n').map(plain).filter(Boolean);
	const room = LINES_LIMIT - below.length;
	const streetLines = street.flatMap(wrapped);
	// The street matters more than a second name: the letter must arrive.
	const kept = streetLines.slice(-(room - 1));
	const who = names.flatMap(wrapped).slice(0, room - kept.length);
	return [...who, ...kept, ...below.map((line) => line.slice(0, LINE_LIMIT))];
}

/** What tells one mailbox from another: people with the same key may share one letter. */
export function mailboxOf({ address, postcode, city, country }: PostalPerson): string {
	return [address, postcode, city, country ?? 'FR'].map((part) => fold(part ?? '')).join('|');
}

function countryName(code: string): string {
	return new Intl.DisplayNames('fr', { type: 'region' }).of(code) ?? code;
}

/** Without the signs that sorting machines stumble over. */
function plain(line: string): string {
	return line
		.replace(/[.,;:!?()"«»]+/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
}

function capitals(line: string): string {
	return fold(line).toUpperCase();
}

/** The text in lines of at most 38 characters, broken between words. */
function wrapped(text: string): string[] {
	const lines: string[] = [];
	for (const word of text.split(' ')) {
		const last = lines.at(-1);
		if (last !== undefined && last.length + 1 + word.length <= LINE_LIMIT) {
			lines[lines.length - 1] = `${last} ${word}`;
		} else lines.push(word.slice(0, LINE_LIMIT));
	}
	return lines;
}
