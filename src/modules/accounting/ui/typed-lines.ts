import { parseCents, toDecimal } from '#shared/money.ts';
import type { FormFailure } from '#platform/ui/form-failure.ts';
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

/** The faults of a form with a grid; one of a whole line leads to its account. */
export function lineFaults({ message = '', faults = [] }: Partial<FormFailure>) {
	if (faults.length === 0) return [{ path: '', message }];
	return faults.map(({ path, detail }) => {
		const line = /^lines(?:\.(\d+))?(?:\.shares.*)?$/.exec(path);
		return { path: line ? `lines.${line[1] ?? 0}.account` : path, message: detail };
	});
}
