import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { statusesOf, type PersonStatus } from '#modules/membership/server/index.ts';
import {
	listedPeople,
	peopleFilter,
	selectionOf,
	type PersonRow
} from '#modules/people/server/index.ts';

/** For whom a document is: the people of a list as it is filtered, or some of them. */
export const audienceFields = peopleFilter.extend({
	/** Only these people of the list. */
	ids: z.array(z.uuid()).min(1).max(1_000).optional(),
	/** Only those who owe nothing and whose membership runs. */
	upToDate: z.boolean().default(false)
});
export type Audience = z.output<typeof audienceFields>;

export interface Recipient {
	readonly person: PersonRow;
	/** Absent for who never joined. */
	readonly status: PersonStatus | undefined;
	/** How many people of the list were come to, this one with them: those who are left out count. */
	readonly rank?: number;
}

/**
 * The people whom a document is for, page after page of the list: a batch never holds them all.
 * @throws {Refusal} `documents.nobody` when there is none, before the first is asked for
 */
export async function recipientsOf(
	context: OperationContext,
	audience: Audience
): Promise<AsyncIterable<Recipient>> {
	const all = recipients(context, audience);
	const first = await all.next();
	if (first.done) throw new Refusal('conflict', 'documents.nobody');
	return startingWith(first.value, all);
}

/** Within a task: tells that this one is done, or nearly. */
export function reportDone({ report }: OperationContext, { rank }: Recipient): void {
	if (rank !== undefined) report?.(rank);
}

/** How many people a document may be for, before those who are not up to date are left out. */
export async function countAudience(
	context: OperationContext,
	{ ids, upToDate: _, ...search }: Audience
): Promise<number> {
	const found = await selectionOf(context, ids ? { ids } : { search });
	if (found.length === 0) throw new Refusal('conflict', 'documents.nobody');
	return found.length;
}

async function* startingWith<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
	yield first;
	yield* rest;
}

async function* recipients(
	context: OperationContext,
	{ ids, upToDate, ...filter }: Audience
): AsyncGenerator<Recipient> {
	let rank = 0;
	for await (const people of listedPeople(context, filter, ids)) {
		const statuses = await statusesOf(
			context,
			people.map(({ id }) => id)
		);
		const byPerson = new Map(statuses.map((status) => [status.personId, status]));
		for (const person of people) {
			rank += 1;
			const status = byPerson.get(person.id);
			if (!upToDate || status?.standing.kind === 'up-to-date') yield { person, status, rank };
		}
	}
}
