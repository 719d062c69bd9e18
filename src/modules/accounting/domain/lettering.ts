import { daysBetween } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';
import { fold } from '#shared/text.ts';

/** A line of one account and one third party that nothing pays yet. */
export interface OpenLine {
	readonly id: string;
	readonly date: Day;
	readonly debitCents: number;
	readonly creditCents: number;
	/** Number of an invoice, of a cheque… */
	readonly reference: string | null;
}

const signed = ({ debitCents, creditCents }: OpenLine) => debitCents - creditCents;
const total = (lines: readonly OpenLine[]) => lines.reduce((sum, line) => sum + signed(line), 0);

/**
 * The groups of lines that pay for one another, surest first: the same reference, the same amount (the oldest
 * first), a payment that is the sum of the oldest debts, then all that is left when it comes to nothing. Each group
 * balances; a line is in one group at most.
 */
export function matchLines(lines: readonly OpenLine[]): OpenLine[][] {
	const groups: OpenLine[][] = [];
	let left = [...lines].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
	const take = (group: readonly OpenLine[]) => {
		groups.push([...group]);
		const taken = new Set(group);
		left = left.filter((line) => !taken.has(line));
	};
	byReference(left).forEach(take);
	for (const line of [...left]) {
		if (!left.includes(line)) continue;
		const twin = left.find((other) => signed(other) === -signed(line));
		if (twin) take([line, twin]);
	}
	for (const payment of [...left]) {
		if (!left.includes(payment)) continue;
		const paid = oldestSum(payment, left);
		if (paid) take([...paid, payment]);
	}
	if (left.length > 1 && total(left) === 0) take(left);
	return groups;
}

function byReference(lines: readonly OpenLine[]): OpenLine[][] {
	const groups = Map.groupBy(lines, ({ reference }) => fold(reference ?? ''));
	groups.delete('');
	return [...groups.values()].filter((group) => group.length > 1 && total(group) === 0);
}

function oldestSum(payment: OpenLine, lines: readonly OpenLine[]): OpenLine[] | undefined {
	const paid: OpenLine[] = [];
	let rest = -signed(payment);
	for (const line of lines) {
		if (Math.sign(signed(line)) !== -Math.sign(signed(payment))) continue;
		if (Math.abs(signed(line)) > Math.abs(rest)) return undefined;
		paid.push(line);
		rest -= signed(line);
		if (rest === 0) return paid;
	}
	return undefined;
}

/** Days past the due day at which an open item changes column in an aged balance. */
export const AGE_LIMITS = [0, 30, 60, 90] as const;

/** The column of an aged balance: 0 not due yet, 1 up to 30 days late, 2 up to 60, 3 up to 90, 4 more. */
export function ageColumn(dueDay: Day, on: Day): number {
	const late = daysBetween(dueDay, on);
	const column = AGE_LIMITS.findIndex((limit) => late <= limit);
	return column === -1 ? AGE_LIMITS.length : column;
}
