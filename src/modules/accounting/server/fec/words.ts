import * as messages from '#i18n';
import { formatDay } from '#shared/day.ts';
import { formatCents } from '#shared/money.ts';
import { FEC_COLUMNS, parseFecDay } from '#modules/accounting/domain/fec/columns.ts';
import type { FecFinding } from '#modules/accounting/domain/fec/rules.ts';
import type { FecEncoding } from '#modules/accounting/domain/fec/write.ts';

type Locale = 'fr' | 'en';
type Message = (parameters: object, options: { locale: Locale }) => string;

function say(key: string, locale: Locale, parameters: object = {}): string {
	const message = (messages as unknown as Record<string, Message | undefined>)[key];
	return message ? message(parameters, { locale }) : key;
}

const AMOUNTS = new Set(['balance', 'debit', 'credit']);
const DAYS = new Set(['date', 'entered', 'validated', 'before', 'start', 'end']);

function shown(name: string, value: string | number, locale: Locale): string | number {
	if (AMOUNTS.has(name) && typeof value === 'number') return formatCents(value, locale);
	const day = DAYS.has(name) ? parseFecDay(String(value)) : undefined;
	return day ? formatDay(day, locale, 'short') : value;
}

/** What a finding says to a reader, without its line. */
export function describeFinding({ rule, parameters }: FecFinding, locale: Locale): string {
	const written = Object.entries(parameters).map(([name, value]) => [
		name,
		shown(name, value, locale)
	]);
	const key = `accounting_fec_rule_${rule.replaceAll('-', '_')}`;
	return say(key, locale, Object.fromEntries(written) as object);
}

export interface FecNoticeFacts {
	readonly association: string;
	readonly fileName: string;
	readonly encoding: FecEncoding;
	readonly withoutSiren: boolean;
}

/** The description that must go with the file (LPF, art. A. 47 A-1, XI); in French, for the tax office. */
export function fecNotice({
	association,
	fileName,
	encoding,
	withoutSiren
}: FecNoticeFacts): string {
	const fields = FEC_COLUMNS.map((column, i) => {
		const meaning = say(`accounting_fec_field_${column.toLowerCase()}`, 'fr');
		return `${String(i + 1).padStart(2)}. ${column} — ${meaning}`;
	});
	const facts = { association, file: fileName, encoding: encoding.toUpperCase() };
	return [
		say('accounting_fec_notice_title', 'fr', facts),
		'',
		say('accounting_fec_notice_technical', 'fr', facts),
		...(withoutSiren ? ['', say('accounting_fec_notice_no_siren', 'fr')] : []),
		'',
		...fields,
		'',
		say('accounting_fec_notice_conventions', 'fr'),
		''
	].join('\n');
}
