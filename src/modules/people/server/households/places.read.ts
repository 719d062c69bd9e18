import { sql } from 'kysely';
import type { OperationContext } from '#platform/server/operation.ts';

/** The household that counts for somebody: prices and payments are about it. */
export interface HousedPerson {
	readonly householdId: string;
	/** How many live there, archived records left out. */
	readonly size: number;
	readonly memberIds: readonly string[];
}

/**
 * The household of many people at once, by person: the one where they are an adult first, as `householdOf`;
 * those who live alone are left out.
 */
export async function householdsOf(
	{ tx }: OperationContext,
	ids: readonly string[]
): Promise<ReadonlyMap<string, HousedPerson>> {
	const { rows } = await sql<HousedPerson & { personId: string }>`
		WITH own AS (
			SELECT DISTINCT ON (m.person_id) m.person_id, m.household_id
			FROM people.household_member m
			JOIN people.household h ON h.association_id = m.association_id AND h.id = m.household_id
			WHERE m.person_id = ANY(${ids}::uuid[])
			ORDER BY m.person_id, m.role = 'child', h.name_key, h.id
		), home AS (
			SELECT m.household_id, count(*) FILTER (WHERE NOT p.archived) AS size,
				array_agg(m.person_id ORDER BY m.position) AS members
			FROM people.household_member m
			JOIN people.person p ON p.association_id = m.association_id AND p.id = m.person_id
			WHERE m.household_id IN (SELECT household_id FROM own) GROUP BY m.household_id
		)
		SELECT own.person_id AS "personId", own.household_id AS "householdId", home.size,
			home.members AS "memberIds"
		FROM own JOIN home ON home.household_id = own.household_id`.execute(tx);
	return new Map(rows.map(({ personId, ...housed }) => [personId, housed]));
}
