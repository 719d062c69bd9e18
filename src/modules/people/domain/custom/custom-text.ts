import { formatDay, isDay } from '#shared/day.ts';
import { formatCents, toDecimal } from '#shared/money.ts';
import { fold } from '#shared/text.ts';
import { formatPhone } from '../phone.ts';
import type { CustomField } from './custom-field.ts';
import { customLabel } from './custom-field.ts';

type Locale = 'fr' | 'en';
type Shown = Pick<CustomField, 'kind' | 'options'>;

/** What yes and no are called. */
export interface YesNo {
	readonly yes: string;
	readonly no: string;
}

/** A value as people read it on a page; links to files and people are shown by whoever knows them. */
export function showCustom(field: Shown, value: string, locale: Locale, words: YesNo): string {
	switch (field.kind) {
		case 'number':
			return new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(Number(value));
		case 'money':
			return formatCents(Number(value), locale);
		case 'date':
			return isDay(value) ? formatDay(value, locale) : value;
		case 'month-day':
			return showMonthDay(value, locale);
		case 'country':
			return new Intl.DisplayNames(locale, { type: 'region' }).of(value) ?? value;
		default:
			return plainCustom(field, value, locale, words);
	}
}

function showMonthDay(value: string, locale: Locale): string {
	// A leap year, so that 29 February is one of its days.
	const moment = new Date(`2024-${value}T00:00:00Z`);
	const options = { day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
	return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'fr-FR', options).format(moment);
}

/** A value as a file holds it: `cleanCustom` reads it back to the same one. */
export function plainCustom(
	{ kind, options }: Shown,
	value: string,
	locale: Locale,
	words: YesNo
): string {
	if (kind === 'number') return value.replace('.', ',');
	if (kind === 'money') return toDecimal(Number(value));
	if (kind === 'month-day') return `${value.slice(3)}/${value.slice(0, 2)}`;
	if (kind === 'yes-no') return value === 'true' ? words.yes : words.no;
	if (kind === 'phone') return formatPhone(value);
	if (kind !== 'choice' && kind !== 'choices') return value;
	const labels = value.split('\n').map((key) => {
		const option = options.find((one) => one.key === key);
		return option ? customLabel(option, locale) : key;
	});
	return labels.join('; ');
}

const MIDDLE = 10n ** 18n;

/**
 * The keys by which values of a field are compared and sorted, byte by byte: numbers as numbers, texts
 * without case or accents. A choice of several answers has several, each once.
 */
export function sortKeys({ kind }: Shown, value: string): string[] {
	if (kind === 'number' || kind === 'money') return [numberKey(value)];
	if (kind === 'choices') return [...new Set(value.split('\n'))];
	if (['text', 'email', 'url', 'phone'].includes(kind)) {
		return [(fold(value) || value.toLowerCase()).slice(0, 200)];
	}
	return [value.slice(0, 200)];
}

/** Nineteen figures, millionths of a unit, negative numbers before positive ones. */
function numberKey(value: string): string {
	const [whole = '0', decimals = ''] = value.replace('-', '').split('.');
	const millionths = BigInt(whole) * 1_000_000n + BigInt(decimals.padEnd(6, '0').slice(0, 6));
	const signed = value.startsWith('-') ? MIDDLE - millionths : MIDDLE + millionths;
	return String(signed).padStart(19, '0');
}
