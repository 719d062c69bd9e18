import { sql } from 'kysely';
import type { Tx } from '#platform/server/operation.ts';
import type { FieldName } from '../domain/fields.ts';
import type { PersonRecord } from '../domain/person.ts';
import type { Cursor } from './cursor.ts';
import type { PeopleFilter } from './people-filter.ts';
import { following, matching, ordered, sortKey } from './people-filter.ts';
import { PERSON_COLUMNS } from './person-row.ts';

const PAGE = 1_000;

export interface ExportedPerson {
	readonly person: PersonRecord;
	/** Names of the groups that the person is in, by name. */
	readonly groups: readonly string[];
}

/** The people of a list, a thousand at a time: a file never holds them all. */
export async function* exportedPeople(
	tx: Tx,
	filter: PeopleFilter,
	fields: readonly FieldName[]
): AsyncGenerator<ExportedPerson> {
	const isRestricted = !fields.includes('restrictedNotes');
	let cursor: Cursor | undefined;
	for (;;) {
		const { rows } = await sql<PersonRecord & Cursor>`
			SELECT ${PERSON_COLUMNS}, ${sortKey(filter)} AS key
			FROM people.person p WHERE ${matching(filter)} AND ${following(filter, cursor)}
			${ordered(filter, PAGE)}`.execute(tx);
		const groups = await groupNames(
			tx,
			rows.map(({ id }) => id)
		);
		for (const row of rows) {
			const person = isRestricted ? { ...row, restrictedNotes: null } : row;
			yield { person, groups: groups.get(row.id) ?? [] };
		}
		cursor = rows.at(-1);
		if (rows.length < PAGE) return;
	}
}

async function groupNames(
	tx: Tx,
	ids: readonly string[]
): Promise<ReadonlyMap<string, readonly string[]>> {
	const { rows } = await sql<{ id: string; names: string[] }>`
		SELECT m.person_id AS id, array_agg(g.name ORDER BY g.name_key) AS names
		FROM people.group_member m
		JOIN people.person_group g ON g.association_id = m.association_id AND g.id = m.group_id
		WHERE m.person_id = ANY(${ids}::uuid[]) GROUP BY m.person_id`.execute(tx);
	return new Map(rows.map(({ id, names }) => [id, names]));
}
