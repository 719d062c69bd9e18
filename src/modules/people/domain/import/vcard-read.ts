import { base64OfDataUri } from '../photo.ts';
import { joinGroupNames } from './group-names.ts';
import type { Cell } from './record-table.ts';
import { PICTURE } from './record-table.ts';
import { OWN_PROPERTIES, PRODUCT } from './vcard-write.ts';
import type { VcardProperty } from './vcard-text.ts';
import { parseVcards, splitParts, unescapeText } from './vcard-text.ts';

const KEPT: Readonly<Record<string, string>> = {
	TITLE: 'TITLE',
	ROLE: 'ROLE',
	NICKNAME: 'NICKNAME',
	URL: 'URL'
};

/** What each card of a file says, by field. What machines tell each other is left out. */
export function readVcards(text: string): Cell[][] {
	return parseVcards(text).map(cellsOf);
}

function cellsOf(card: readonly VcardProperty[]): Cell[] {
	const all = (name: string) => preferredFirst(card.filter((property) => property.name === name));
	const one = (name: string) => unescapeText(all(name)[0]?.value ?? '').trim();
	const cells: Cell[] = [];
	const put = (column: string, value: string) => value.trim() !== '' && cells.push([column, value]);

	const [last = '', first = '', middle = '', prefix = ''] = splitParts(
		all('N')[0]?.value ?? '',
		';'
	);
	const organisation = splitParts(all('ORG')[0]?.value ?? '', ';')[0] ?? '';
	const isOurs = one('PRODID') === PRODUCT;
	const isOrganisation =
		/^org/i.test(one('KIND')) ||
		one('X-ABSHOWAS') === 'COMPANY' ||
		(!isOurs && organisation !== '' && !last && !first);
	put('kind', isOrganisation ? 'legal' : 'natural');
	put(isOurs || last || first || organisation ? 'displayName' : 'fullNameFirstLast', one('FN'));
	put('honorific', prefix);
	put('lastName', last);
	put('firstName', [first, middle].filter(Boolean).join(' '));
	put('organisationName', organisation || (isOrganisation && !isOurs ? one('FN') : ''));
	const emails = all('EMAIL').map(({ value }) => unescapeText(value).replace(/^mailto:/i, ''));
	put('email', emails[0] ?? '');
	put('otherEmails', emails.slice(1).join('\n'));
	const phones = all('TEL').map(({ value }) => unescapeText(value).replace(/^tel:|;ext=.*$/gi, ''));
	put('phone', phones[0] ?? '');
	put('otherPhones', phones.slice(1).join('\n'));
	const [address = [], ...addresses] = all('ADR').map(({ value }) => splitParts(value, ';'));
	put('address', [address[0], address[1], address[2]].filter(Boolean).join('\n'));
	put('city', address[3] ?? '');
	put('postcode', address[5] ?? '');
	put('country', address[6] ?? '');
	const days = all('BDAY').map(birthOf);
	const born = days.find((day) => !day.startsWith('--')) ?? days[0] ?? '';
	put(born.startsWith('--') ? 'BDAY' : 'birthDate', born);
	for (const [index, parts] of addresses.entries()) {
		put(`ADR ${index + 2}`, parts.filter(Boolean).join(', '));
	}
	put('language', one('LANG'));
	put('notes', one('NOTE'));
	const groups = all('CATEGORIES').flatMap(({ value }) => splitParts(value, ','));
	put('groups', joinGroupNames(groups.map((name) => name.trim()).filter(Boolean)));
	for (const [name, field] of OWN_PROPERTIES) put(field, one(name));
	for (const [name, column] of Object.entries(KEPT)) put(column, one(name));
	for (const { value } of all('X-ESSAIM-EXTRA')) {
		const [column = '', text = ''] = splitParts(value, ';');
		put(`extra.${column}`, text);
	}
	put(PICTURE, pictureOf(all('PHOTO')[0]));
	return cells;
}

/** A photograph within the card: a `data:` URI of version 4, the base64 of 2.1 and 3. One on the web is not fetched. */
function pictureOf(photo: VcardProperty | undefined): string {
	const value = (photo?.value ?? '').replaceAll('\\', '');
	return base64OfDataUri(value) ?? (/^[a-z][a-z0-9+.-]*:/i.test(value) ? '' : value);
}

function preferredFirst(properties: readonly VcardProperty[]): readonly VcardProperty[] {
	return properties.toSorted((a, b) => a.preference - b.preference);
}

/** `19900131` and `1990-01-31T00:00:00Z` to a day; without its year `--01-31`, for which iPhones write 1604. */
function birthOf(property: VcardProperty): string {
	const value = unescapeText(property.value).trim();
	const [, year, month, day] = /^(\d{4}|--)-?(\d\d)-?(\d\d)/.exec(value) ?? [];
	if (!year || !month || !day) return '';
	return year === '--' || year === '1604' ? `--${month}-${day}` : `${year}-${month}-${day}`;
}
