import { daysInMonth, parseDay } from '#shared/day.ts';
import { isId } from '#shared/id.ts';
import { parseCents } from '#shared/money.ts';
import { fold } from '#shared/text.ts';
import { cleanYesNo } from '../choices.ts';
import type { Cleaned } from '../cleaned.ts';
import { cleanLine, cleanLines, squeeze } from '../cleaned.ts';
import { cleanEmail } from '../email.ts';
import { cleanPhone } from '../phone.ts';
import { cleanCountry } from '../place.ts';
import type { CustomField, CustomKind, Option } from './custom-field.ts';

const LIMITS = { line: 500, lines: 10_000, url: 2_000 } as const;

type Cleaner = (text: string, field: Pick<CustomField, 'options'>) => Cleaned<string>;

/**
 * How the text of each kind is read, to what is kept: a decimal with a point, cents, `YYYY-MM-DD`,
 * `MM-DD`, `true` or `false`, keys of options one a line, an ISO code, an id.
 */
const CLEANERS: Readonly<Record<CustomKind, Cleaner>> = {
	text: (text) => cleanLine(text, LIMITS.line),
	'long-text': (text) => cleanLines(text, LIMITS.lines),
	number: cleanNumber,
	money: (text) => {
		const amount = parseCents(squeeze(text));
		return amount === undefined ? { fault: 'people.amount-unreadable' } : { value: String(amount) };
	},
	date: (text) => {
		const value = parseDay(squeeze(text));
		return value ? { value } : { fault: 'people.date-unreadable' };
	},
	'month-day': cleanMonthDay,
	'yes-no': (text) => {
		const cleaned = cleanYesNo(text);
		return 'fault' in cleaned ? cleaned : { value: String(cleaned.value) };
	},
	choice: (text, { options }) => {
		const found = findOption(options, text);
		return found ? { value: found.key } : unknownOption(options);
	},
	choices: cleanChoices,
	email: cleanEmail,
	phone: cleanPhone,
	url: cleanUrl,
	address: (text) => cleanLines(text, LIMITS.line),
	country: cleanCountry,
	file: cleanId,
	person: cleanId,
	computed: () => ({ fault: 'people.field-computed' })
};

/** Reads what was typed in a field of the association’s own; an empty text is `null`. */
export function cleanCustom(
	field: Pick<CustomField, 'kind' | 'options'>,
	text: string
): Cleaned<string> {
	return text.trim() === '' ? { value: null } : CLEANERS[field.kind](text, field);
}

function cleanNumber(text: string): Cleaned<string> {
	const written = squeeze(text).replaceAll(' ', '').replace(',', '.');
	const [, sign = '', whole = '', decimals = ''] =
		/^([+-]?)0*(\d{1,12})(?:\.(\d{1,6}))?$/.exec(written) ?? [];
	if (whole === '') return { fault: 'people.number-unreadable' };
	const fraction = decimals.replace(/0+$/, '');
	const value = fraction ? `${whole}.${fraction}` : whole;
	return { value: sign === '-' && value !== '0' ? `-${value}` : value };
}

/** `14/07` or `07-14`; the 29th of February is one. */
function cleanMonthDay(text: string): Cleaned<string> {
	const written = squeeze(text);
	const french = /^(\d{1,2})[/.](\d{1,2})$/.exec(written);
	const iso = /^(?:--)?(\d\d)-(\d\d)$/.exec(written);
	const [month, day] = french ? [french[2], french[1]] : [iso?.[1], iso?.[2]];
	const [m, d] = [Number(month), Number(day)];
	const exists = m >= 1 && m <= 12 && d >= 1 && d <= daysInMonth(2024, m);
	if (!exists) return { fault: 'people.month-day-unreadable' };
	return { value: `${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}` };
}

function findOption(options: readonly Option[], text: string): Option | undefined {
	const written = fold(text);
	return (
		options.find(({ key }) => key === text.trim()) ??
		options.find(({ labelFr, labelEn }) => [labelFr, labelEn].some((l) => l && fold(l) === written))
	);
}

function unknownOption(options: readonly Option[]): Cleaned<string> {
	const known = options.map(({ labelFr }) => labelFr).join(', ');
	return { fault: 'people.option-unknown', parameters: { options: known.slice(0, 300) } };
}

function cleanChoices(text: string, { options }: Pick<CustomField, 'options'>): Cleaned<string> {
	const chosen = new Set<string>();
	for (const one of text.split(/[\n;]|:::/)) {
		if (one.trim() === '') continue;
		const found = findOption(options, one);
		if (!found) return unknownOption(options);
		chosen.add(found.key);
	}
	const inOrder = options.filter(({ key }) => chosen.has(key)).map(({ key }) => key);
	return { value: inOrder.join('\n') || null };
}

function cleanUrl(text: string): Cleaned<string> {
	const written = squeeze(text);
	const absolute = /^[a-z][a-z0-9+.-]*:/i.test(written) ? written : `https://${written}`;
	const url = URL.canParse(absolute) ? new URL(absolute) : undefined;
	const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
	if (!url || !isWeb || !url.hostname.includes('.') || url.href.length > LIMITS.url) {
		return { fault: 'people.url-unreadable' };
	}
	return { value: url.href };
}

function cleanId(text: string): Cleaned<string> {
	const id = text.trim().toLowerCase();
	return isId(id) ? { value: id } : { fault: 'people.link-unreadable' };
}
