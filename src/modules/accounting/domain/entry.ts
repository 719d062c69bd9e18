import type { Fault } from '#shared/errors.ts';
import { Refusal } from '#shared/errors.ts';
import { formatCents, sum } from '#shared/money.ts';
import type { Day } from '#shared/day.ts';
import { isHeading, kindOf, takesThirdParties } from './account.ts';

export const MAX_AMOUNT_CENTS = 10_000_000_000_000;

export interface AccountForEntry {
	readonly id: string;
	readonly code: string;
	readonly active: boolean;
}

/** A line as asked: its account is known or not; one of the two amounts is zero. */
export interface DraftLine {
	readonly account: AccountForEntry | undefined;
	readonly debitCents: number;
	readonly creditCents: number;
	readonly label?: string | undefined;
	/** Whom it is about, on an account of third parties. */
	readonly thirdPartyId?: string | undefined;
	/** When it is to be paid. */
	readonly dueDay?: Day | undefined;
}

export interface Line {
	readonly accountId: string;
	readonly debitCents: number;
	readonly creditCents: number;
	readonly label: string | null;
	readonly thirdPartyId?: string | null;
	readonly dueDay?: Day | null;
}

function amountCode({ debitCents, creditCents }: DraftLine): string | undefined {
	if (debitCents < 0 || creditCents < 0) return 'accounting.line-amount-negative';
	if (debitCents > MAX_AMOUNT_CENTS || creditCents > MAX_AMOUNT_CENTS) {
		return 'accounting.amount-too-large';
	}
	if (debitCents > 0 && creditCents > 0) return 'accounting.line-debit-and-credit';
	return debitCents === 0 && creditCents === 0 ? 'accounting.line-without-amount' : undefined;
}

function accountCode(account: AccountForEntry | undefined): string | undefined {
	if (!account) return 'accounting.account-unknown';
	if (isHeading(account.code)) return 'accounting.account-is-heading';
	return account.active ? undefined : 'accounting.account-inactive';
}

function lineFaults(line: DraftLine, index: number): Fault[] {
	const number = index + 1;
	const faults: Fault[] = [];
	const wrongAccount = accountCode(line.account);
	if (wrongAccount) {
		const parameters = { line: number, account: line.account?.code ?? '' };
		faults.push({ path: `lines.${index}.account`, code: wrongAccount, parameters });
	}
	const wrongAmount = amountCode(line);
	if (wrongAmount) {
		faults.push({ path: `lines.${index}`, code: wrongAmount, parameters: { line: number } });
	}
	if (line.thirdPartyId && line.account && !takesThirdParties(line.account.code)) {
		const parameters = { line: number, account: line.account.code };
		const path = `lines.${index}.thirdPartyId`;
		faults.push({ path, code: 'accounting.line-without-third-parties', parameters });
	}
	return faults;
}

function gap(lines: readonly DraftLine[]): number {
	return (
		sum(lines.map(({ debitCents }) => debitCents)) -
		sum(lines.map(({ creditCents }) => creditCents))
	);
}

/** Everything wrong with the lines, each fault placed; empty when the entry may be written. */
export function faultsOf(lines: readonly DraftLine[]): Fault[] {
	const faults = lines.flatMap(lineFaults);
	if (lines.length < 2) faults.push({ path: 'lines', code: 'accounting.too-few-lines' });
	if (faults.length > 0) return faults;
	const difference = gap(lines);
	if (difference !== 0) {
		const code =
			difference > 0 ? 'accounting.debit-exceeds-credit' : 'accounting.credit-exceeds-debit';
		const parameters = { difference: formatCents(Math.abs(difference)) };
		faults.push({ path: 'lines', code, parameters });
	}
	const inKind = lines.filter(({ account }) => account && kindOf(account.code) === 'volunteering');
	if (gap(inKind) !== 0) {
		faults.push({ path: 'lines', code: 'accounting.volunteering-apart' });
	}
	return faults;
}

/**
 * The lines, ready to be written.
 * @throws {Refusal} with every fault: unknown, heading or inactive account, debit and credit on one line or
 * neither, fewer than two lines, debits that differ from credits, classes 86/87 not balanced among themselves
 */
export function checkLines(lines: readonly DraftLine[]): Line[] {
	const faults = faultsOf(lines);
	const [first] = faults;
	if (first) throw new Refusal('invalid', first.code, first.parameters ?? {}, faults);
	return lines.flatMap(({ account, debitCents, creditCents, label, thirdPartyId, dueDay }) => {
		if (!account) return [];
		const about = { ...(thirdPartyId && { thirdPartyId }), ...(dueDay && { dueDay }) };
		return [{ accountId: account.id, debitCents, creditCents, label: label || null, ...about }];
	});
}

/** The same lines, debit for credit: what undoes an entry without erasing it. */
export function reversed(lines: readonly Line[]): Line[] {
	return lines.map((line) => ({
		...line,
		debitCents: line.creditCents,
		creditCents: line.debitCents
	}));
}

/** The same accounts and amounts, in whatever order and with whatever labels. */
export function sameLines(a: readonly Line[], b: readonly Line[]): boolean {
	const written = (lines: readonly Line[]) =>
		lines
			.map((line) =>
				[line.accountId, line.thirdPartyId ?? '', line.debitCents, line.creditCents].join(' ')
			)
			.sort()
			.join('\n');
	return written(a) === written(b);
}

export function totalOf(lines: readonly { readonly debitCents: number }[]): number {
	return sum(lines.map(({ debitCents }) => debitCents));
}
