import { sql } from 'kysely';
import { z } from 'zod';
import type { OperationContext } from '#platform/server/operation.ts';
import { peopleInCharge, personsByIds } from '#modules/people/server/index.ts';
import { lackingOf } from './documents.sql.ts';
import { WAITING_RANK } from './waiting-rank.sql.ts';

export const ownRegistration = z.object({
	personId: z.uuid(),
	personName: z.string(),
	/** Whoever asks. */
	self: z.boolean(),
	/** `null` for who is not registered. */
	registrationId: z.uuid().nullable(),
	state: z.enum(['registered', 'waiting']).nullable(),
	/** The place on the waiting list, from 1. */
	rank: z.int().nullable(),
	/** Documents that are still to be given. */
	lacking: z.array(z.string())
});
type OwnRegistration = z.output<typeof ownRegistration>;

/** What the caller and those for whom they speak have in an activity: themselves first, then by name. */
export async function ownRegistrations(
	context: OperationContext,
	activityId: string
): Promise<OwnRegistration[]> {
	const { personId: self } = context.actor;
	if (self === null) return [];
	const ids = [self, ...(await peopleInCharge(context))];
	const people = await personsByIds(context, ids);
	const { rows } = await sql<{
		id: string;
		personId: string;
		state: 'registered' | 'waiting';
		rank: number | null;
	}>`
		SELECT r.id, r.person_id AS "personId", r.state, ${WAITING_RANK} AS rank
		FROM activities.registration r
		WHERE r.activity_id = ${activityId} AND r.person_id = ANY(${ids}::uuid[])
			AND r.state <> 'cancelled'`.execute(context.tx);
	const found = new Map(rows.map((row) => [row.personId, row]));
	const lacking = await lackingOf(context, activityId, ids, context.today);
	const lines = ids.flatMap((personId): OwnRegistration[] => {
		const person = people.get(personId);
		if (!person || person.archived) return [];
		const { id: registrationId = null, state = null, rank = null } = found.get(personId) ?? {};
		const names = (lacking.get(personId) ?? []).map(({ kind }) => kind.name);
		const { displayName: personName } = person;
		const isSelf = personId === self;
		return [{ personId, personName, self: isSelf, registrationId, state, rank, lacking: names }];
	});
	return lines.toSorted((a, b) =>
		a.self === b.self ? a.personName.localeCompare(b.personName, 'fr') : a.self ? -1 : 1
	);
}
