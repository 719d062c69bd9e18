import type { Day } from '#shared/day.ts';
import type { Fault } from '#shared/errors.ts';
import { decimalSignOf, readAmount } from './amount.ts';
import type { DecimalSign } from './amount.ts';
import { bankReferenceOf } from './bank-reference.ts';
import { compactNumber, looksLikeIban } from './bank-account.ts';
import { readDay } from '#shared/date-order.ts';
import { find, findAll, textAt } from './markup.ts';
import type { Element } from './markup.ts';
import { faultAt, refuseAll, refuseAt } from './refuse-file.ts';
import type { StatedAccount, StatedBalance, Statement, StatementLine } from './statement.ts';

const STATEMENTS = [
	['BANKMSGSRSV1', 'STMTTRNRS', 'STMTRS', 'BANKACCTFROM'],
	['CREDITCARDMSGSRSV1', 'CCSTMTTRNRS', 'CCSTMTRS', 'CCACCTFROM']
] as const;

/**
 * The statements of an OFX file, versions 1 (SGML) and 2 (XML): accounts and cards. A card without any line
 * is left out.
 * @throws {Refusal} `banking.ofx-without-statement`, `banking.ofx-error`, and a fault for each value that lacks
 */
export function readOfx(root: Element): Statement[] {
	const ofx = find(root, 'OFX');
	if (!ofx) throw refuseAt(1, 'banking.ofx-without-statement');
	const faults: Fault[] = [];
	const statements = STATEMENTS.flatMap(([messages, response, name, account]) =>
		findAll(find(ofx, messages), response).flatMap((one) => {
			refuseError(one);
			return findAll(one, name).map((found) => readStatement(found, account, faults));
		})
	);
	if (faults.length > 0) throw refuseAll(faults);
	const [first] = statements;
	if (!first) throw refuseAt(ofx.line, 'banking.ofx-without-statement');
	const told = statements.filter(({ lines }) => lines.length > 0);
	return told.length > 0 ? told : [first];
}

/** The bank's own server may answer an error instead of a statement. */
function refuseError(response: Element): void {
	if (textAt(response, 'STATUS/SEVERITY') !== 'ERROR') return;
	const message = textAt(response, 'STATUS/MESSAGE') ?? textAt(response, 'STATUS/CODE') ?? '';
	throw refuseAt(response.line, 'banking.ofx-error', { message });
}

function readStatement(element: Element, accountTag: string, faults: Fault[]): Statement {
	const lacks = (tag: string, at: Element = element) =>
		faults.push(faultAt(at.line, 'banking.ofx-value-missing', { tag }));
	const currency = textAt(element, 'CURDEF')?.toUpperCase() ?? null;
	if (currency === null) lacks('CURDEF');
	const account = find(element, accountTag);
	if (!account) lacks(accountTag);
	const lists = findAll(element, 'BANKTRANLIST');
	const transactions = lists.flatMap((list) => findAll(list, 'STMTTRN'));
	const decimal = decimalSignOf(transactions.map((one) => textAt(one, 'TRNAMT') ?? ''));
	const lines = transactions.flatMap((one) => readLine(one, decimal, faults));
	return {
		account: accountOf(account),
		number: null,
		currency: currency ?? 'EUR',
		from: dayAt(lists[0], 'DTSTART'),
		to: dayAt(lists.at(-1), 'DTEND'),
		opening: null,
		closing: balanceOf(find(element, 'LEDGERBAL'), currency ?? 'EUR', faults),
		lines,
		pending: findAll(find(element, 'BANKTRANLISTP'), 'STMTTRNP').length,
		remarks: []
	};
}

/** Bank, branch and account of a French RIB stand side by side in its IBAN. */
function accountOf(account: Element | undefined): StatedAccount {
	const id = compactNumber(textAt(account, 'ACCTID') ?? '');
	const bank = compactNumber(textAt(account, 'BANKID') ?? '');
	const branch = compactNumber(textAt(account, 'BRANCHID') ?? '');
	const isIban = looksLikeIban(id);
	const whole = bank.length === 5 && branch.length === 5 ? bank + branch + id : id;
	return { iban: isIban ? id : null, number: isIban ? null : whole || null, name: null, bic: null };
}

function balanceOf(
	element: Element | undefined,
	currency: string,
	faults: Fault[]
): StatedBalance | null {
	const text = textAt(element, 'BALAMT');
	if (!element || text === null) return null;
	const cents = readAmount(text, decimalSignOf([text]));
	if (cents === undefined) {
		faults.push(faultAt(element.line, 'banking.amount-unreadable', { amount: text.slice(0, 40) }));
		return null;
	}
	return { cents, day: dayAt(element, 'DTASOF'), currency };
}

function readLine(element: Element, decimal: DecimalSign, faults: Fault[]): StatementLine[] {
	const missing = ['DTPOSTED', 'TRNAMT'].filter((tag) => textAt(element, tag) === null);
	for (const tag of missing) {
		faults.push(faultAt(element.line, 'banking.ofx-value-missing', { tag }));
	}
	if (missing.length > 0) return [];
	const day = dayAt(element, 'DTPOSTED');
	const amount = textAt(element, 'TRNAMT') ?? '';
	const cents = readAmount(amount, decimal);
	if (!day) {
		const text = textAt(element, 'DTPOSTED') ?? '';
		faults.push(faultAt(element.line, 'banking.day-unreadable', { day: text.slice(0, 40) }));
	}
	if (cents === undefined) {
		const parameters = { amount: amount.slice(0, 40) };
		faults.push(faultAt(element.line, 'banking.amount-unreadable', parameters));
	}
	if (!day || !cents) return [];
	const name = textAt(element, 'NAME') ?? textAt(element, 'PAYEE/NAME');
	const memo = textAt(element, 'MEMO');
	const type = textAt(element, 'TRNTYPE');
	return [
		{
			at: element.line,
			day,
			valueDay: dayAt(element, 'DTAVAIL'),
			cents,
			label: name ?? memo ?? type ?? '—',
			detail: name !== null && memo !== name ? memo : null,
			counterparty: textAt(element, 'PAYEE/NAME'),
			counterpartyIban: textAt(element, 'BANKACCTTO/ACCTID'),
			reference: textAt(element, 'CHECKNUM') ?? textAt(element, 'REFNUM'),
			bankReference: bankReferenceOf(textAt(element, 'FITID')),
			type,
			original: originalOf(find(element, 'ORIGCURRENCY') ?? find(element, 'CURRENCY')),
			chargesCents: null,
			parts: []
		}
	];
}

/** Amounts are in the currency of the account; the one of the payment comes with its rate only. */
function originalOf(currency: Element | undefined): StatementLine['original'] {
	const symbol = textAt(currency, 'CURSYM');
	return symbol ? { amount: '', currency: symbol, rate: textAt(currency, 'CURRATE') } : null;
}

/** `20261122`, `20261122083000.000[+1:CET]`: the day as the bank writes it. */
function dayAt(element: Element | undefined, path: string): Day | null {
	const text = textAt(element, path)?.replace(/\[.*$/, '') ?? '';
	const day = readDay(/^\d{8}/.exec(text)?.[0] ?? text, 'ymd');
	return day ?? null;
}
