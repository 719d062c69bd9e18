import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { keysetInput, pageOf } from '#platform/server/operations/keyset.ts';
import type { Changes } from '#modules/people/domain/change.ts';
import { applyChanges, changesBetween } from '#modules/people/domain/change.ts';
import { fieldChange, listChanges } from '../person-history.read.ts';
import type { PersonRow } from '../person-row.ts';
import { ROW_COLUMNS } from '../person-row.ts';
import { changedSinceAsked, CORRECTION_COLUMNS } from './correction-row.ts';

interface Row {
	id: string;
	personId: string;
	personName: string;
	askedAt: Date;
	changes: Changes;
}

export const listCorrections = defineOperation({
	name: 'people.list-corrections',
	summary: 'Lists what members asked to correct and nobody has decided yet, oldest first.',
	permission: 'people.write',
	kind: 'query',
	http: { method: 'get', path: '/corrections' },
	input: z.strictObject(keysetInput),
	output: z.object({
		rows: z.array(
			z.object({
				id: z.uuid(),
				personId: z.uuid(),
				personName: z.string(),
				askedAt: z.date(),
				/** Of the record, to be given to `accept-correction`. */
				version: z.int(),
				changes: z.array(fieldChange),
				/** What somebody changed since it was asked: what it was then, what it is. */
				outdated: z.array(fieldChange)
			})
		),
		nextCursor: z.string().nullable()
	}),
	async run({ tx }, { cursor, limit }) {
		const { rows } = await sql<Row>`
			SELECT ${CORRECTION_COLUMNS}, p.display_name AS "personName"
			FROM people.correction c
			JOIN people.person p ON p.association_id = c.association_id AND p.id = c.person_id
			WHERE c.state = 'waiting' AND ${cursor ? sql`c.id > ${cursor}` : sql`true`}
			ORDER BY c.id LIMIT ${limit + 1}`.execute(tx);
		const people = await currentPeople(
			tx,
			rows.map(({ personId }) => personId)
		);
		return pageOf(
			rows.map(({ changes, ...row }) => {
				const person = people.get(row.personId);
				if (!person) throw new TypeError('a correction without its person');
				// From what the record says today, which may have changed since it was asked.
				const effect = changesBetween(person, { ...person, ...applyChanges(person, changes) });
				const outdated = listChanges(changedSinceAsked(person, changes));
				return { ...row, version: person.version, changes: listChanges(effect), outdated };
			}),
			limit
		);
	}
});

async function currentPeople(
	tx: Tx,
	ids: readonly string[]
): Promise<ReadonlyMap<string, PersonRow>> {
	const { rows } = await sql<PersonRow>`
		SELECT ${ROW_COLUMNS} FROM people.person p WHERE p.id = ANY(${ids}::uuid[])`.execute(tx);
	return new Map(rows.map((row) => [row.id, row]));
}
