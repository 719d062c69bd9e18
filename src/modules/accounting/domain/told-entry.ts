/** A line of an entry, as far as telling it in plain words needs. */
export interface ToldLine {
	readonly account: string;
	readonly accountLabel: string;
	readonly debitCents: number;
	readonly creditCents: number;
}

export type EntryKind = 'income' | 'expense' | 'transfer' | 'other';

/** Bank, cash, cheques and cards: classes 51 and 53 of the chart. */
const isMoney = ({ account }: ToldLine) => /^5[13]/.test(account);

/** The tax that a purchase abroad owes beside what is paid for it. */
const isOwedTax = ({ account }: ToldLine) => account.startsWith('4452');

/** Cents that came in (positive) or went out (negative) of bank and cash. */
export function moneyMoved(lines: readonly ToldLine[]): number {
	return lines
		.filter(isMoney)
		.reduce((total, { debitCents, creditCents }) => total + debitCents - creditCents, 0);
}

/** What the entry tells, by where its money goes. */
export function kindOfEntry(lines: readonly ToldLine[]): EntryKind {
	const moved = moneyMoved(lines);
	if (moved !== 0) return moved > 0 ? 'income' : 'expense';
	return lines.length > 0 && lines.every(isMoney) ? 'transfer' : 'other';
}

/** Labels of the accounts that money or value comes from (credits) and goes to (debits), each once. */
export function sidesOf(lines: readonly ToldLine[]): { from: string[]; to: string[] } {
	const labels = (kept: readonly ToldLine[]) => [...new Set(kept.map((line) => line.accountLabel))];
	const told = moneyMoved(lines) === 0 ? lines : lines.filter((line) => !isOwedTax(line));
	return {
		from: labels(told.filter(({ creditCents }) => creditCents > 0)),
		to: labels(told.filter(({ debitCents }) => debitCents > 0))
	};
}
