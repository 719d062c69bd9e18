import { parseCents, toDecimal } from '#shared/money.ts';
import type { TypedLine } from '#modules/accounting/domain/typed-entry.ts';

/** What the lines add up to, those that can't be read left out. */
export function totalsOf(lines: readonly TypedLine[]): { debit: number; credit: number } {
	const total = (texts: string[]) => texts.reduce((sum, text) => sum + (parseCents(text) ?? 0), 0);
	return {
		debit: total(lines.map((line) => line.debitCents)),
		credit: total(lines.map((line) => line.creditCents))
	};
}

/** What one line must say for debits and credits to be equal, the others staying as they are; both empty when they are. */
export function balancing(
	lines: readonly TypedLine[],
	index: number
): Pick<TypedLine, 'debitCents' | 'creditCents'> {
	const { debit, credit } = totalsOf(lines.filter((_, each) => each !== index));
	return {
		debitCents: credit > debit ? toDecimal(credit - debit) : '',
		creditCents: debit > credit ? toDecimal(debit - credit) : ''
	};
}
