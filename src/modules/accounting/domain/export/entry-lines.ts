import type { Day } from '#shared/day.ts';

/** A line of an entry, to be written in a file of another program. */
export interface EntryLine {
	readonly entryId: string;
	/** `BQ-2026-0412`. */
	readonly number: string;
	readonly date: Day;
	readonly label: string;
	readonly lineLabel: string | null;
	readonly reference: string | null;
	readonly thirdParty: string | null;
	readonly accountCode: string;
	readonly accountLabel: string;
	readonly debitCents: number;
	readonly creditCents: number;
	readonly validated: boolean;
}

/** Lines one entry after the other, gathered by entry. */
export async function* byEntry<Line extends { readonly entryId: string }>(
	lines: AsyncIterable<Line>
): AsyncGenerator<[Line, ...Line[]]> {
	let entry: [Line, ...Line[]] | undefined;
	for await (const line of lines) {
		if (entry && entry[0].entryId === line.entryId) entry.push(line);
		else {
			if (entry) yield entry;
			entry = [line];
		}
	}
	if (entry) yield entry;
}
