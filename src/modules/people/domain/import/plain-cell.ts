import type { DateOrder } from '#shared/date-order.ts';
import { possibleOrders, readDay } from '#shared/date-order.ts';
import { addDays, isDay } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';
import { fold } from '#shared/text.ts';
import type { ImportTarget } from './target.ts';

/** What people write where they have nothing to write. */
const NOTHING = new Set(
	'|n a|na|nc|n c|neant|aucun|aucune|non|sans|rien|inconnu|inconnue|non communique|non renseigne|vide|null|none|pas de mail|pas d email|pas de telephone|pas d adresse|pas de tel'.split(
		'|'
	)
);

/** Fields where a word is no value: a name may well be « Sans ». */
const WORDLESS: ReadonlySet<ImportTarget> = new Set([
	...(['email', 'otherEmails', 'payerEmail', 'phone', 'otherPhones'] as const),
	...(['birthDate', 'joinedOn', 'orderedOn', 'postcode', 'country', 'language'] as const)
]);

const DAYS: ReadonlySet<ImportTarget> = new Set(['birthDate', 'joinedOn', 'orderedOn']);
const PLAIN_DAY = /^(?:\d{4}-\d\d-\d\d|\d\d\/\d\d\/\d{4})$/;

export interface CellHabits {
	readonly today: Day;
	/** How the days of the column are written. */
	readonly order: DateOrder;
}

/** A cell as its field would be typed: without what programs and people write around it; `''` when it says nothing. */
export function plainCell(target: ImportTarget, text: string, habits: CellHabits): string {
	if (!WORDLESS.has(target)) return text;
	if (/^[^\d@]{1,25}$/.test(text) && NOTHING.has(fold(text))) return '';
	if (DAYS.has(target)) return plainDay(text.trim(), target, habits);
	if (target === 'phone' || target === 'otherPhones') return plainPhone(text);
	if (target === 'postcode') return text.replace(/^(\s*\d{4,5})\.0$/, '$1');
	return target === 'email' ? text.replace(/[.,;\s]+$/, '') : text;
}

const IN_ENGLISH = /birth|born|join|since|added|created|member|order date/i;

/** How a column writes its days: under an English name, the month first when nothing else fits all of them. */
export function orderOfDays(
	target: ImportTarget,
	header: string,
	cells: () => readonly string[]
): DateOrder {
	if (!DAYS.has(target) || !IN_ENGLISH.test(header)) return 'dmy';
	const days = cells()
		.map((cell) => cell.trim().replace(/[ T].*$/, ''))
		.filter((cell) => /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$/.test(cell) && !/^0+\D0+\D/.test(cell));
	const orders = days.length === 0 ? [] : possibleOrders(days);
	return orders.length === 1 && orders[0] === 'mdy' ? 'mdy' : 'dmy';
}

function plainDay(text: string, target: ImportTarget, { today, order }: CellHabits): string {
	if (PLAIN_DAY.test(text) && order === 'dmy' && !text.startsWith('00')) {
		return text.startsWith('0000') ? '' : text;
	}
	if (/^0*[/.-]0*[/.-]0*(?:[ T].*)?$/.test(text)) return '';
	const day = readDay(text, order) ?? serialDay(text);
	if (!day) return text;
	// Two figures for a year that has not come: somebody was born in the century before.
	const latest = target === 'birthDate' ? today : addDays(today, 366);
	const isShort = !/\d{4}/.test(text);
	return isShort && day > latest ? before(day) : day;
}

function before(day: Day): string {
	return `${Number(day.slice(0, 4)) - 100}${day.slice(4)}`;
}

/** A day that lost its format: how many days after 30 December 1899 (1927 to 2063). */
function serialDay(text: string): Day | undefined {
	if (!/^[1-5]\d{4}(?:\.0+)?$/.test(text)) return undefined;
	const day = addDays('1899-12-30' as Day, Math.trunc(Number(text)));
	return isDay(day) ? day : undefined;
}

/** `Tél. : 06…`, `06… (perso)`, `'06…`, `612345678.0`, `tel:+33…;ext=12`. */
function plainPhone(text: string): string {
	return text
		.replace(/^\s*(?:t[ée]l(?:[ée]phone)?|mobile|portable|fixe|phone)\s*\.?\s*:\s*/i, '')
		.replace(/\s*\([^()\d]*\)\s*$/, '')
		.replace(/^\s*['‘’]/, '')
		.replace(/;ext=.*$/i, '')
		.replace(/^(\s*\d{9,})\.0$/, '$1');
}

const FRENCH_PHONE = /(?:\+33|0033|0)[ .-]?(?:\(0\)[ .-]?)?[1-9](?:[ .\-_]?\d\d){4}(?!\d)/g;

/** The contacts of one cell when each part of it is one; else the cell as it is. */
export function contactsIn(field: 'email' | 'phone', text: string): string[] {
	const parts = text
		.split(
			field === 'email' ? /\s*(?::::|[;,\n]|\/| ou | et |\s)\s*/ : /\s*(?::::|[;,\n]| \/ | ou )\s*/
		)
		.filter((part) => part.trim() !== '');
	const isOne = (part: string) =>
		field === 'email' ? part.includes('@') : part.replace(/\D/g, '').length >= 8;
	if (parts.length > 1 && parts.every(isOne)) return parts;
	const phones = field === 'phone' ? (text.match(FRENCH_PHONE) ?? []) : [];
	const between = phones.reduce((rest, phone) => rest.replace(phone, ''), text);
	return phones.length > 1 && /^[\s/,;.-]*$/.test(between) ? phones : [text];
}
