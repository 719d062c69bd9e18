import { refuseField } from '#shared/errors.ts';
import { isMeansKind, kindOf, positionOf } from './account.ts';
import type { AccountForEntry, DraftLine } from './entry.ts';
import { MAX_AMOUNT_CENTS } from './entry.ts';
import type { Direction } from './meanings.ts';

/** @throws {Refusal} `accounting.amount-not-positive`, `accounting.amount-too-large` */
export function checkAmount(amountCents: number, path = 'amountCents'): void {
	if (amountCents <= 0) throw refuseField(path, 'accounting.amount-not-positive');
	if (amountCents > MAX_AMOUNT_CENTS) throw refuseField(path, 'accounting.amount-too-large');
}

/** @throws {Refusal} `accounting.not-a-means` when money can't move through the account */
export function checkMeans(account: AccountForEntry, path: string): void {
	if (!isMeansKind(kindOf(account.code))) {
		throw refuseField(path, 'accounting.not-a-means', { account: account.code });
	}
}

/** @throws {Refusal} `accounting.wrong-side-income` for income in an expense account, and the reverse */
export function checkUsualSide(
	direction: Direction,
	about: Pick<AccountForEntry, 'code'>,
	path: string
): void {
	if (positionOf(about.code) === (direction === 'income' ? 'expense' : 'income')) {
		throw refuseField(path, `accounting.wrong-side-${direction}`, { account: about.code });
	}
}

/**
 * The two lines of a plain income or expense: what it is about against the account the money moves through.
 * @throws {Refusal} `accounting.wrong-side` for income in an expense account, and the reverse
 */
export function plainLines(
	direction: Direction,
	amountCents: number,
	means: AccountForEntry,
	about: AccountForEntry
): DraftLine[] {
	checkAmount(amountCents);
	checkMeans(means, 'means');
	checkUsualSide(direction, about, 'account');
	if (about.id === means.id) throw refuseField('account', 'accounting.same-account');
	const into = direction === 'income' ? means : about;
	const from = direction === 'income' ? about : means;
	return movement(amountCents, from, into);
}

/** @throws {Refusal} `accounting.same-account`, `accounting.not-a-means` */
export function transferLines(
	amountCents: number,
	from: AccountForEntry,
	into: AccountForEntry
): DraftLine[] {
	checkAmount(amountCents);
	checkMeans(from, 'from');
	checkMeans(into, 'to');
	if (from.id === into.id) throw refuseField('to', 'accounting.same-account');
	return movement(amountCents, from, into);
}

function movement(amountCents: number, from: AccountForEntry, into: AccountForEntry): DraftLine[] {
	return [
		{ account: into, debitCents: amountCents, creditCents: 0 },
		{ account: from, debitCents: 0, creditCents: amountCents }
	];
}
