import { z } from 'zod';
import type { StandingEntry } from './standing-entries.ts';

/** An entry that the works of the end of a year wrote, as reads show it. */
export const writtenEntryView = z.object({
	entryId: z.string(),
	number: z.string(),
	date: z.string(),
	totalCents: z.int()
});

export function toWrittenEntry({ entryId, number, date, totalCents }: StandingEntry) {
	return { entryId, number, date, totalCents };
}
