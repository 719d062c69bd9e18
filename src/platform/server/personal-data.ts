import type { Day } from '#shared/day.ts';
import type { Locale } from './actor.ts';
import type { OperationContext } from './operation.ts';

/** One thing kept of a person, in the words of the reader. */
export interface KeptThing {
	/** When it happened; nothing for what has no day. */
	readonly day: Day | null;
	readonly text: string;
}

/** What a module keeps of people, told to the person whom it is about (GDPR article 15). */
export interface PersonalData {
	/** The tables that it tells of, with their schema: each that names people is told of by somebody. */
	readonly tables: readonly string[];
	/** What these things are called: « Adhésions ». */
	label(locale: Locale): string;
	/** All of them, the oldest first; the caller has authorised the reader. */
	read(context: OperationContext, personId: string): Promise<readonly KeptThing[]>;
}

let declared: readonly PersonalData[] = [];

/** Called once by `composition`, with what every module keeps. */
export function declarePersonalData(all: readonly PersonalData[]): void {
	declared = all;
}

/** All that is kept of a person beside their record, under its name; what there is nothing of is left out. */
export async function keptOf(
	context: OperationContext,
	personId: string
): Promise<readonly { label: string; things: readonly KeptThing[] }[]> {
	const kept = [];
	for (const data of declared) {
		const things = await data.read(context, personId);
		if (things.length > 0) kept.push({ label: data.label(context.actor.locale), things });
	}
	return kept;
}
