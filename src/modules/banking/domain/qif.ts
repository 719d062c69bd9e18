import type { Fault } from '#shared/errors.ts';
import { sum } from '#shared/money.ts';
import { decimalSignOf, readAmount } from './amount.ts';
import type { DecimalSign } from './amount.ts';
import { possibleOrders, readDay } from '#shared/date-order.ts';
import type { DateOrder } from '#shared/date-order.ts';
import { clean } from './markup.ts';
import { faultAt, refuseAll, refuseAt } from './refuse-file.ts';
import { NO_ACCOUNT } from './statement.ts';
import type { StatedBalance, Statement, StatementLine, StatementPart } from './statement.ts';

interface Field {
	readonly at: number;
	readonly code: string;
	readonly value: string;
}

interface Section {
	readonly account: string | null;
	readonly records: Field[][];
}

/** Sections of other kinds (categories, securities…) hold no movement of an account. */
const ACCOUNTS = /^!Type:\s*(Bank|Banque|Cash|Esp[eè]ces|CCard|Oth A|Oth L)\s*$/i;

export interface ReadQif {
	readonly statements: Statement[];
	/** The orders that the days allow; several when it must be asked which one is meant. */
	readonly orders: readonly DateOrder[];
}

/**
 * The accounts of a QIF file. Days have no fixed order there: the file tells, or `order` does.
 * @throws {Refusal} `banking.qif-without-account`, `banking.file-truncated`, and a fault per record
 */
export function readQif(text: string, order?: DateOrder): ReadQif {
	const sections = sectionsOf(text);
	if (sections.length === 0) throw refuseAt(1, 'banking.qif-without-account');
	const fields = sections.flatMap(({ records }) => records.flat());
	const days = fields.filter(({ code }) => code === 'D');
	const orders = possibleOrders(days.map(({ value }) => value));
	if (orders.length === 0) throw refuseUnreadableDay(days);
	const chosen = order && orders.includes(order) ? order : (orders[0] as DateOrder);
	const faults: Fault[] = [];
	const statements = sections.map((section) => readSection(section, chosen, faults));
	if (faults.length > 0) throw refuseAll(faults);
	return { statements, orders };
}

function sectionsOf(text: string): Section[] {
	const sections: Section[] = [];
	let current: Section | undefined;
	let account: string | null = null;
	let inAccount = false;
	let record: Field[] = [];
	for (const [index, raw] of text.split(/\r\n|\r|\n/).entries()) {
		const line = raw.trimEnd();
		const at = index + 1;
		if (line.trim() === '') continue;
		if (line.startsWith('!')) {
			if (/^!(Option|Clear):/i.test(line)) continue;
			inAccount = /^!Account/i.test(line);
			if (inAccount) account = null;
			current = ACCOUNTS.test(line) ? { account, records: [] } : undefined;
			if (current) sections.push(current);
			continue;
		}
		if (line.startsWith('^')) {
			if (record.length > 0) current?.records.push(record);
			record = [];
			inAccount = false;
			continue;
		}
		const code = line.slice(0, 1);
		const value = line.slice(1).trim();
		if (inAccount && code === 'N') account = clean(value, 100);
		if (current) record.push({ at, code, value });
	}
	// The last record of many programs is not closed; without its amount, it was cut.
	if (record.length > 0) {
		if (!record.some(({ code }) => code === 'T' || code === 'U')) {
			throw refuseAt(record.at(-1)?.at ?? 1, 'banking.file-truncated', { tag: '^' });
		}
		current?.records.push(record);
	}
	return sections;
}

function refuseUnreadableDay(days: readonly Field[]) {
	const orders: DateOrder[] = ['dmy', 'mdy', 'ymd'];
	const wrong = days.find(({ value }) => !orders.some((order) => readDay(value, order)));
	const { at, value } = wrong ?? (days[0] as Field);
	const code = wrong ? 'banking.day-unreadable' : 'banking.days-disagree';
	return refuseAt(at, code, { day: value.slice(0, 40) });
}

function readSection({ account, records }: Section, order: DateOrder, faults: Fault[]): Statement {
	const amounts = records.flatMap((record) => fieldOf(record, 'T', 'U')?.value ?? []);
	const decimal = decimalSignOf(amounts);
	let opening: StatedBalance | null = null;
	const lines: StatementLine[] = [];
	for (const record of records) {
		const at = record[0]?.at ?? 1;
		const day = fieldOf(record, 'D');
		const amount = fieldOf(record, 'T', 'U');
		if (!day || !amount) {
			faults.push(faultAt(at, day ? 'banking.line-without-amount' : 'banking.line-without-day'));
			continue;
		}
		const read = { day: readDay(day.value, order), cents: readAmount(amount.value, decimal) };
		if (!read.day || read.cents === undefined) {
			faults.push(
				read.day
					? faultAt(amount.at, 'banking.amount-unreadable', { amount: amount.value.slice(0, 40) })
					: faultAt(day.at, 'banking.day-unreadable', { day: day.value.slice(0, 40) })
			);
			continue;
		}
		const payee = clean(fieldOf(record, 'P')?.value);
		if (/^(opening balance|solde (initial|d.ouverture))$/i.test(payee ?? '')) {
			opening = { cents: read.cents, day: read.day, currency: 'EUR' };
			continue;
		}
		if (read.cents === 0) continue;
		lines.push(lineOf(record, at, read.day, read.cents, payee, decimal));
	}
	return {
		account: { ...NO_ACCOUNT, number: account },
		number: null,
		currency: 'EUR',
		from: null,
		to: null,
		opening,
		closing: null,
		lines,
		pending: 0,
		remarks: []
	};
}

function fieldOf(record: readonly Field[], ...codes: string[]): Field | undefined {
	return codes.map((code) => record.find((field) => field.code === code)).find(Boolean);
}

function lineOf(
	record: readonly Field[],
	at: number,
	day: StatementLine['day'],
	cents: number,
	payee: string | null,
	decimal: DecimalSign
): StatementLine {
	const memo = clean(fieldOf(record, 'M')?.value);
	const category = clean(fieldOf(record, 'L')?.value);
	return {
		at,
		day,
		valueDay: null,
		cents,
		label: payee ?? memo ?? category ?? '—',
		detail: payee !== null && memo !== payee ? memo : null,
		counterparty: null,
		counterpartyIban: null,
		reference: clean(fieldOf(record, 'N')?.value, 100),
		bankReference: null,
		type: null,
		original: null,
		chargesCents: null,
		parts: partsOf(record, cents, decimal)
	};
}

/** A line split over several categories (`S`, `E`, `$`), when its parts come to the whole. */
function partsOf(record: readonly Field[], cents: number, decimal: DecimalSign): StatementPart[] {
	const parts: { cents: number | undefined; words: (string | null)[] }[] = [];
	for (const { code, value } of record) {
		if (code === 'S') parts.push({ cents: undefined, words: [clean(value)] });
		const last = parts.at(-1);
		if (code === 'E') last?.words.unshift(clean(value));
		if (code === '$' && last) last.cents = readAmount(value, decimal);
	}
	const read = parts.flatMap(({ cents: part, words }) => {
		const label = clean(words.filter(Boolean).join(' · '));
		return part ? [{ cents: part, label, counterparty: null, reference: null }] : [];
	});
	const whole = read.length > 1 && read.length === parts.length;
	return whole && sum(read.map(({ cents: part }) => part)) === cents ? read : [];
}
