import type { Day } from '#shared/day.ts';
import { sum } from '#shared/money.ts';
import { readAmount } from './amount.ts';
import { compactNumber, looksLikeIban } from './bank-account.ts';
import { bankReferenceOf } from './bank-reference.ts';
import { detailsOf } from './camt-details.ts';
import { readDay } from '#shared/date-order.ts';
import { clean, find, findAll, textAt } from './markup.ts';
import type { Element } from './markup.ts';
import { refuseAt } from './refuse-file.ts';
import type { StatedAccount, StatedBalance, Statement, StatementLine } from './statement.ts';

/** The three messages of ISO 20022 that tell movements of an account, and what each repeats. */
const MESSAGES = [
	['camt.053', 'BkToCstmrStmt', 'Stmt'],
	['camt.052', 'BkToCstmrAcctRpt', 'Rpt'],
	['camt.054', 'BkToCstmrDbtCdtNtfctn', 'Ntfctn']
] as const;
export type CamtFormat = (typeof MESSAGES)[number][0];

/**
 * The statements of a CAMT file, any version: 052 (within the day), 053 (statement), 054 (notice).
 * @throws {Refusal} `banking.file-other-message`, `banking.camt-without-statement`, and faults of a line
 */
export function readCamt(root: Element): { format: CamtFormat; statements: Statement[] } {
	const document = documentIn(root);
	const message = MESSAGES.find(([, name]) => find(document, name));
	if (!document || !message) {
		const name = document?.children[0]?.name ?? root.children[0]?.name ?? '';
		throw refuseAt(document?.line ?? 1, 'banking.file-other-message', { message: name });
	}
	const [format, name, repeated] = message;
	const body = find(document, name);
	const statements = findAll(body, repeated).map(readStatement);
	if (statements.length === 0) {
		throw refuseAt(body?.line ?? 1, 'banking.camt-without-statement');
	}
	return { format, statements };
}

/** Banks that send several messages at once put each in an envelope. */
function documentIn(root: Element): Element | undefined {
	let level: readonly Element[] = [root];
	for (let depth = 0; depth < DEEPEST_ENVELOPE && level.length > 0; depth++) {
		level = level.flatMap(({ children }) => children);
		const found = level.find(({ name }) => name === 'Document');
		if (found) return found;
	}
	return undefined;
}
const DEEPEST_ENVELOPE = 4;

function readStatement(element: Element): Statement {
	const balances = findAll(element, 'Bal').map(readBalance);
	const entries = findAll(element, 'Ntry');
	const currency =
		textAt(element, 'Acct/Ccy') ??
		balances[0]?.balance.currency ??
		currencyOf(find(entries[0], 'Amt')) ??
		'EUR';
	const booked = entries.filter((entry) => (statusOf(entry) ?? 'BOOK') === 'BOOK');
	return {
		account: accountOf(find(element, 'Acct')),
		number: textAt(element, 'LglSeqNb') ?? textAt(element, 'ElctrncSeqNb') ?? textAt(element, 'Id'),
		currency,
		from: dayAt(element, 'FrToDt/FrDtTm'),
		to: dayAt(element, 'FrToDt/ToDtTm'),
		...endsOf(balances),
		lines: booked.flatMap((entry) => readEntry(entry, currency)),
		pending: entries.length - booked.length,
		remarks: []
	};
}

interface TypedBalance {
	readonly type: string;
	readonly balance: StatedBalance;
}

/** Booked at the opening and at the closing; interim ones stand in for pages of a statement. */
function endsOf(balances: readonly TypedBalance[]) {
	const of = (...types: string[]) =>
		types.map((type) => balances.find((known) => known.type === type)).find(Boolean);
	const interim = balances.filter(({ type }) => type === 'ITBD');
	const closed = of('CLBD');
	const opening = of('OPBD', 'PRCD') ?? (closed || interim.length > 1 ? interim[0] : undefined);
	const closing = closed ?? interim.findLast((known) => known !== opening);
	return { opening: opening?.balance ?? null, closing: closing?.balance ?? null };
}

function readBalance(element: Element): TypedBalance {
	const amount = find(element, 'Amt');
	const cents = amountAt(amount, element);
	return {
		type: textAt(element, 'Tp/CdOrPrtry/Cd') ?? textAt(element, 'Tp/CdOrPrtry/Prtry') ?? '',
		balance: {
			cents: cents === 0 ? 0 : cents * signOf(element),
			day: dayAt(element, 'Dt/Dt') ?? dayAt(element, 'Dt/DtTm'),
			currency: currencyOf(amount) ?? 'EUR'
		}
	};
}

function accountOf(account: Element | undefined): StatedAccount {
	const given = textAt(account, 'Id/IBAN') ?? textAt(account, 'Id/Othr/Id');
	const compact = given === null ? null : compactNumber(given);
	const isIban = compact !== null && looksLikeIban(compact);
	return {
		iban: isIban ? compact : null,
		number: isIban ? null : compact,
		name: textAt(account, 'Nm') ?? textAt(account, 'Ownr/Nm'),
		bic: textAt(account, 'Svcr/FinInstnId/BIC') ?? textAt(account, 'Svcr/FinInstnId/BICFI')
	};
}

function statusOf(entry: Element): string | null {
	return textAt(entry, 'Sts') ?? textAt(entry, 'Sts/Cd') ?? textAt(entry, 'Sts/Prtry');
}

/**
 * The credit or debit is that of the entry itself, a reversal included (ISO 20022, `RvslInd`). Entries of
 * nothing are left out.
 */
function readEntry(entry: Element, currency: string): StatementLine[] {
	const sign = signOf(entry);
	const details = detailsOf(entry, sign, currency);
	const amount = find(entry, 'Amt');
	const own = currencyOf(amount) ?? currency;
	const converted = own === currency ? amountAt(amount, entry) : details.inAccountCurrency;
	if (converted === null) {
		throw refuseAt(entry.line, 'banking.line-other-currency', { currency: own, account: currency });
	}
	const day = dayAt(entry, 'BookgDt/Dt') ?? dayAt(entry, 'BookgDt/DtTm') ?? valueDayOf(entry);
	if (!day) throw refuseAt(entry.line, 'banking.line-without-day');
	if (converted === 0) return [];
	const type = [
		...['Cd', 'Fmly/Cd', 'Fmly/SubFmlyCd'].map((path) => textAt(entry, `BkTxCd/Domn/${path}`))
	];
	const { label, detail } = details.wordsBeside(textAt(entry, 'AddtlNtryInf'));
	const domain = type.filter(Boolean).join('/');
	const typed = domain || textAt(entry, 'BkTxCd/Prtry/Cd');
	return [
		{
			at: entry.line,
			day,
			valueDay: valueDayOf(entry),
			cents: sign * converted,
			label: label ?? details.counterparty ?? typed ?? '—',
			detail,
			counterparty: details.counterparty,
			counterpartyIban: details.counterpartyIban,
			reference: details.reference,
			bankReference:
				bankReferenceOf(textAt(entry, 'AcctSvcrRef')) ??
				bankReferenceOf(textAt(entry, 'NtryRef')) ??
				bankReferenceOf(details.bankReference),
			type: typed,
			original:
				own === currency
					? details.original
					: { amount: amount?.text.trim() ?? '', currency: own, rate: details.rate },
			chargesCents: chargesOf(entry, currency),
			parts: details.parts
		}
	];
}

function valueDayOf(entry: Element): Day | null {
	return dayAt(entry, 'ValDt/Dt') ?? dayAt(entry, 'ValDt/DtTm');
}

function chargesOf(entry: Element, currency: string): number | null {
	const charges = find(entry, 'Chrgs');
	const total = find(charges, 'TtlChrgsAndTaxAmt');
	const amounts = total
		? [total]
		: findAll(charges, 'Rcrd').flatMap((record) => findAll(record, 'Amt'));
	const own = amounts.filter((amount) => (currencyOf(amount) ?? currency) === currency);
	const cents = sum(own.map((amount) => amountAt(amount, amount)));
	return cents === 0 ? null : cents;
}

/** The day that a date or a moment names, as the bank writes it: no time zone moves it. */
export function dayAt(element: Element | undefined, path: string): Day | null {
	const text = textAt(element, path);
	return text === null ? null : (readDay(text.slice(0, 10), 'ymd') ?? null);
}

export function currencyOf(amount: Element | undefined): string | null {
	return /\bCcy\s*=\s*["']([A-Z]{3})["']/.exec(amount?.attributes ?? '')?.[1] ?? null;
}

/** @throws {Refusal} `banking.amount-unreadable`, at the line of the amount */
export function amountAt(amount: Element | undefined, within: Element): number {
	const text = clean(amount?.text) ?? '';
	const cents = readAmount(text, '.');
	if (cents === undefined || cents < 0) {
		const line = amount?.line ?? within.line;
		throw refuseAt(line, 'banking.amount-unreadable', { amount: text.slice(0, 40) });
	}
	return cents;
}

/** @throws {Refusal} `banking.camt-without-sign` */
export function signOf(element: Element): 1 | -1 {
	const indicator = textAt(element, 'CdtDbtInd');
	if (indicator !== 'CRDT' && indicator !== 'DBIT') {
		throw refuseAt(element.line, 'banking.camt-without-sign');
	}
	return indicator === 'CRDT' ? 1 : -1;
}
