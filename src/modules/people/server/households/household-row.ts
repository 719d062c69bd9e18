import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import type { Tx } from '#platform/server/operation.ts';
import { HOUSEHOLD_ROLES } from '#modules/people/domain/household/household.ts';

export const householdView = z.object({
	id: z.uuid(),
	version: z.int(),
	name: z.string(),
	members: z.array(
		z.object({
			personId: z.uuid(),
			name: z.string(),
			role: z.enum(HOUSEHOLD_ROLES),
			/** Pays for all, and is written to for whoever has no address of their own. */
			billing: z.boolean(),
			archived: z.boolean()
		})
	)
});
export type Household = z.output<typeof householdView>;

/** Households by id, each with its members in their order. */
export async function householdsByIds(
	tx: Tx,
	ids: readonly string[]
): Promise<readonly Household[]> {
	const { rows } = await sql<Household>`
		SELECT h.id, h.version, h.name, json_agg(json_build_object('personId', m.person_id, 'name', p.display_name,
			'role', m.role, 'billing', m.billing, 'archived', p.archived) ORDER BY m.position) AS members
		FROM people.household h
		JOIN people.household_member m ON m.association_id = h.association_id AND m.household_id = h.id
		JOIN people.person p ON p.association_id = m.association_id AND p.id = m.person_id
		WHERE h.id = ANY(${ids}::uuid[])
		GROUP BY h.id, h.version, h.name, h.name_key ORDER BY h.name_key, h.id`.execute(tx);
	return rows;
}

/** The households that somebody lives in: the one where they are an adult first. */
export async function householdsOfPerson(tx: Tx, personId: string): Promise<readonly Household[]> {
	const { rows } = await sql<{ id: string }>`
		SELECT m.household_id AS id FROM people.household_member m
		WHERE m.person_id = ${personId}`.execute(tx);
	const households = await householdsByIds(
		tx,
		rows.map(({ id }) => id)
	);
	const isChild = ({ members }: Household) =>
		members.some((member) => member.personId === personId && member.role === 'child');
	return [...households].sort((a, b) => Number(isChild(a)) - Number(isChild(b)));
}

/** @throws {Refusal} `people.household-not-found` */
export async function loadHousehold(tx: Tx, id: string): Promise<Household> {
	const [household] = await householdsByIds(tx, [id]);
	if (!household) throw new Refusal('not-found', 'people.household-not-found');
	return household;
}
