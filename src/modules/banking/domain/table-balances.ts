import type { StatedBalance } from './statement.ts';
import type { TableLine } from './read-table.ts';

export interface ColumnBalances {
	readonly opening: StatedBalance | null;
	readonly closing: StatedBalance | null;
	/** The line where the balance is not that of the line before plus the amount. */
	readonly breaksAt?: number;
}

/** The balances that a column of running balances tells, its lines from the oldest to the newest. */
export function balancesOfColumn(lines: readonly TableLine[], currency: string): ColumnBalances {
	const [first] = lines;
	const last = lines.at(-1);
	if (first?.balanceCents === undefined || last?.balanceCents === undefined) {
		return { opening: null, closing: null };
	}
	const opening = {
		cents: first.balanceCents - first.line.cents,
		day: first.line.day,
		currency
	};
	const closing = { cents: last.balanceCents, day: last.line.day, currency };
	let running = opening.cents;
	for (const { line, balanceCents } of lines) {
		running += line.cents;
		if (balanceCents === undefined) continue;
		if (balanceCents !== running) return { opening, closing, breaksAt: line.at };
	}
	return { opening, closing };
}
