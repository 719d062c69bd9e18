import { parseCents } from '#shared/money.ts';

/** A line of an entry as it is typed. */
export interface TypedLine {
	account: string;
	label: string;
	debitCents: string;
	creditCents: string;
}

export const emptyLine = (): TypedLine => ({
	account: '',
	label: '',
	debitCents: '',
	creditCents: ''
});

/** What the lines add up to, those that can't be read left out. */
export function totalsOf(lines: readonly TypedLine[]): { debit: number; credit: number } {
	const total = (texts: string[]) => texts.reduce((sum, text) => sum + (parseCents(text) ?? 0), 0);
	return {
		debit: total(lines.map((line) => line.debitCents)),
		credit: total(lines.map((line) => line.creditCents))
	};
}
