import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { statusesOf, type PersonStatus } from '#modules/membership/server/index.ts';
import { listedPeople, peopleFilter, type PersonRow } from '#modules/people/server/index.ts';

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

async function* startingWith<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
	yield first;
	yield* rest;
}

async function* recipients(
	context: OperationContext,
	{ ids, upToDate, ...filter }: Audience
): AsyncGenerator<Recipient> {
	for await (const people of listedPeople(context, filter, ids)) {
		const statuses = await statusesOf(
			context,
			people.map(({ id }) => id)
		);
		const byPerson = new Map(statuses.map((status) => [status.personId, status]));
		for (const person of people) {
			const status = byPerson.get(person.id);
			if (!upToDate || status?.standing.kind === 'up-to-date') yield { person, status };
		}
	}
}
