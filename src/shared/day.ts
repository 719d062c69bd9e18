/** A civil day `YYYY-MM-DD`, without hour or time zone; compares with `<` and `>`. */
export type Day = string & { readonly __brand: 'Day' };

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeap(year: number): boolean {
	return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function daysInMonth(year: number, month: number): number {
	return month === 2 && isLeap(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

function build(year: number, month: number, day: number): Day | undefined {
	if (year < 1800 || year > 2200 || month < 1 || month > 12) return undefined;
	if (day < 1 || day > daysInMonth(year, month)) return undefined;
	return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as Day;
}

/** `true` for a day that exists between 1800 and 2200: `2025-02-31` does not. */
export function isDay(text: string): text is Day {
	const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
	return match !== null && build(Number(match[1]), Number(match[2]), Number(match[3])) === text;
}

/**
 * Reads a day as people and French files write it: `31/12/2025`, `1/2/25`, `31.12.2025`, `2025-12-31`,
 * each with an hour behind it or not. Two-digit years up to 49 are 20xx. `undefined` when no such day exists.
 */
export function parseDay(text: string): Day | undefined {
	const body = text.trim().replace(/[T ]\d{1,2}[:h]\d{2}.*$/, '');
	const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(body);
	if (iso) return build(Number(iso[1]), Number(iso[2]), Number(iso[3]));
	const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(body);
	if (!french) return undefined;
	const short = Number(french[3]);
	const year = french[3]?.length === 2 ? (short < 50 ? 2000 + short : 1900 + short) : short;
	return build(year, Number(french[2]), Number(french[1]));
}

/** @throws {RangeError} when `text` is not an existing day. */
export function day(text: string): Day {
	if (!isDay(text)) throw new RangeError(`Not a day: ${text}`);
	return text;
}

export function partsOf(value: Day): { year: number; month: number; day: number } {
	return {
		year: Number(value.slice(0, 4)),
		month: Number(value.slice(5, 7)),
		day: Number(value.slice(8, 10))
	};
}

export function addDays(value: Day, count: number): Day {
	const { year, month, day: d } = partsOf(value);
	return new Date(Date.UTC(year, month - 1, d + count)).toISOString().slice(0, 10) as Day;
}

/** Same day `count` months later; the last day of the month when that day does not exist there. */
export function addMonths(value: Day, count: number): Day {
	const { year, month, day: d } = partsOf(value);
	const index = year * 12 + month - 1 + count;
	const targetYear = Math.floor(index / 12);
	const targetMonth = (index % 12) + 1;
	return day(
		`${targetYear}-${String(targetMonth).padStart(2, '0')}-${String(Math.min(d, daysInMonth(targetYear, targetMonth))).padStart(2, '0')}`
	);
}

/** Whole days from `from` to `to`; negative when `to` comes first. */
export function daysBetween(from: Day, to: Day): number {
	return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** `31/12/2025`. */
export function toFrenchDay(value: Day): string {
	return `${value.slice(8, 10)}/${value.slice(5, 7)}/${value.slice(0, 4)}`;
}

type DayStyle = 'long' | 'medium' | 'short';

/** `21 novembre 2026` (long), `21 nov. 2026` (medium), `21/11/2026` (short). */
export function formatDay(value: Day, locale: string = 'fr', style: DayStyle = 'long'): string {
	if (style === 'short') return toFrenchDay(value);
	const month = style === 'long' ? 'long' : 'short';
	const text = formatted(value, locale, { year: 'numeric', month, day: 'numeric' });
	return locale === 'fr' ? text.replace(/^1 /, '1er ') : text;
}

/** `novembre 2026` or `nov. 2026`, of any day of the month. */
export function formatMonth(
	value: Day,
	locale: string = 'fr',
	style: 'long' | 'short' = 'long'
): string {
	return formatted(value, locale, { year: 'numeric', month: style });
}

const formats = new Map<string, Intl.DateTimeFormat>();

// A format is kept: making one costs more than formatting the days of a whole page.
function formatted(value: Day, locale: string, options: Intl.DateTimeFormatOptions): string {
	const key = `${locale} ${options.month} ${options.day}`;
	let format = formats.get(key);
	if (!format) {
		format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'fr-FR', {
			timeZone: 'UTC',
			...options
		});
		formats.set(key, format);
	}
	return format.format(new Date(`${value}T00:00:00Z`));
}
