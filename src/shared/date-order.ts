import type { Day } from './day.ts';
import { isDay } from './day.ts';

/** How the days of a file are written when figures alone do not tell. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

const PATTERN = /^(\d{1,4})\s*[/.'’-]\s*(\d{1,2})\s*[/.'’-]\s*(\d{1,4})(?:[T ].*)?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:\d{6}|[T ].*)?$/;
const MONTHS = 'janv|fevr|mars|avri|mai|juin|juil|aout|sept|octo|nove|dece'.split('|');
const WORDS = /^(\d{1,2})(?:er)?[ .-]([a-zéûô]+)\.?[ .-](\d{4}|\d{2})$/i;

function parts(text: string): [string, string, string] | undefined {
	const match = PATTERN.exec(text.trim());
	return match ? [match[1] as string, match[2] as string, match[3] as string] : undefined;
}

/**
 * The orders that every one of these days allows, the French one first: one when the file tells,
 * several when it must be asked, none when one of them is no day.
 */
export function possibleOrders(texts: Iterable<string>): DateOrder[] {
	const orders = new Set<DateOrder>(['dmy', 'mdy', 'ymd']);
	let numeric = false;
	let differs = false;
	for (const text of texts) {
		if (readDay(text, 'dmy') && !parts(text)) continue;
		numeric = true;
		for (const order of orders) if (!readDay(text, order)) orders.delete(order);
		if (readDay(text, 'dmy') !== readDay(text, 'mdy')) differs = true;
	}
	if (!numeric) return ['dmy'];
	// Whatever the order, the same days: nothing to ask.
	if (orders.has('dmy') && orders.has('mdy') && !differs) orders.delete('mdy');
	if (orders.size > 1) orders.delete('ymd');
	return [...orders];
}

/** A day in that order; a day that says its own order (`2026-11-22`, `20261122`, `22 nov. 2026`) ignores it. */
export function readDay(text: string, order: DateOrder): Day | undefined {
	const trimmed = text.trim();
	const compact = COMPACT.exec(trimmed);
	if (compact) return build(compact[1], compact[2], compact[3]);
	const words = WORDS.exec(trimmed);
	if (words) return build(words[3], monthOf(words[2] as string), words[1]);
	const found = parts(trimmed);
	if (!found) return undefined;
	const [a, b, c] = found;
	if (a.length === 4) return build(a, b, c);
	if (order === 'ymd') return c.length <= 2 && a.length === 2 ? build(a, b, c) : undefined;
	return order === 'dmy' ? build(c, b, a) : build(c, a, b);
}

function monthOf(word: string): string {
	const folded = word
		.normalize('NFD')
		.replace(/[^a-z]/gi, '')
		.toLowerCase();
	const index = MONTHS.findIndex(
		(month) => folded.startsWith(month.slice(0, 4)) || month.startsWith(folded)
	);
	return String(folded.length < 3 ? 0 : index + 1);
}

/** Years of two figures (and of one: QIF writes `' 5` for 2005) are 20xx up to 69. */
function build(year = '', month = '', day = ''): Day | undefined {
	const short = Number(year);
	const full =
		year.length === 4 ? short : year.length <= 2 ? (short < 70 ? 2000 + short : 1900 + short) : 0;
	const text = `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	return full >= 1900 && full <= 2150 && isDay(text) ? text : undefined;
}
