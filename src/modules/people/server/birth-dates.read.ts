import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import type { OperationContext } from '#platform/server/operation.ts';

/** When people were born, by id; those whose day is not known are left out. */
export async function birthDatesOf(
	{ tx }: OperationContext,
	ids: readonly string[]
): Promise<ReadonlyMap<string, Day>> {
	const { rows } = await sql<{ id: string; birthDate: Day }>`
		SELECT p.id, p.birth_date AS "birthDate" FROM people.person p
		WHERE p.id = ANY(${ids}::uuid[]) AND p.birth_date IS NOT NULL`.execute(tx);
	return new Map(rows.map(({ id, birthDate }) => [id, birthDate]));
}
