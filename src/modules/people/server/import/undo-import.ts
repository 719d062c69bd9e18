import { sql } from 'kysely';
import { z } from 'zod';
import type { Fault } from '#shared/errors.ts';
import { Refusal } from '#shared/errors.ts';
import type { Tx } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { Changes } from '#modules/people/domain/change.ts';
import { applyChanges, invert } from '#modules/people/domain/change.ts';
import type { KnownPerson } from '#modules/people/domain/duplicates.ts';
import { PERSON_COLUMNS } from '../person-row.ts';
import { references } from '../person-references.ts';
import { updatePeople } from '../write-people.ts';
import { takePhotosBack } from '../photo/give-photos.ts';
import { leaveGroups } from './enter-groups.ts';
import { lockImport } from './import-row.ts';

const SHOWN_FAULTS = 50;

export const undoImport = defineOperation({
	name: 'people.undo-import',
	summary:
		'Gives back what was before an import: removes whom it created, restores whom it changed.',
	permission: 'people.import',
	kind: 'command',
	http: { method: 'post', path: '/person-imports/{id}/undo' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ removed: z.int(), restored: z.int() }),
	async run(context, { id }) {
		const { tx } = context;
		const { state, fileName } = await lockImport(tx, id);
		if (state !== 'committed') {
			throw new Refusal('conflict', 'people.import-not-committed', { fileName });
		}
		await refuseChangedSince(tx, id);
		const restored = await updatedBy(tx, id);
		const edits = restored.map(({ changes, ...person }) => {
			const inverse = invert(changes);
			const before = applyChanges(person, inverse);
			return { id: person.id, version: person.version, person: before, changes: inverse };
		});
		await leaveGroups(tx, id);
		await takePhotosBack(tx, id);
		const removed = await removeCreated(tx, id);
		if ((await updatePeople(context, edits)) < edits.length) {
			throw new Refusal('conflict', 'people.import-people-changed');
		}
		await sql`UPDATE people.import i SET state = 'undone', undone_at = now() WHERE i.id = ${id}`.execute(
			tx
		);
		const counts = { removed, restored: edits.length };
		context.about('import', id, counts);
		await context.announce('people.import-undone', { importId: id, ...counts });
		return counts;
	}
});

/** Whom the import touched, and who has another version than the one it left. */
async function refuseChangedSince(tx: Tx, importId: string): Promise<void> {
	const { rows } = await sql<{ id: string; name: string }>`
		SELECT p.id, p.display_name AS name FROM people.person p
		WHERE p.import_id = ${importId} AND p.version <> 1
		UNION
		SELECT p.id, p.display_name FROM people.person_change c
		JOIN people.person p ON p.association_id = c.association_id AND p.id = c.person_id
		WHERE c.import_id = ${importId} AND p.version <> c.version
		ORDER BY name`.execute(tx);
	if (rows.length === 0) return;
	const faults = rows.slice(0, SHOWN_FAULTS).map(({ id, name }): Fault => {
		return { path: `person ${id}`, code: 'people.changed-since-import', parameters: { name } };
	});
	const parameters = { count: rows.length, name: rows[0]?.name ?? '' };
	throw new Refusal('conflict', 'people.import-changed-since', parameters, faults);
}

async function updatedBy(
	tx: Tx,
	importId: string
): Promise<readonly (KnownPerson & { changes: Changes })[]> {
	const { rows } = await sql<KnownPerson & { changes: Changes }>`
		SELECT ${PERSON_COLUMNS}, c.changes FROM people.person_change c
		JOIN people.person p ON p.association_id = c.association_id AND p.id = c.person_id
		WHERE c.import_id = ${importId}`.execute(tx);
	return rows;
}

/** @throws {Refusal} `people.import-referenced` when a group, an account or another module knows one */
async function removeCreated(tx: Tx, importId: string): Promise<number> {
	// Held: nobody can refer to them between the question and the removal.
	await sql`SELECT FROM people.person p WHERE p.import_id = ${importId} FOR UPDATE`.execute(tx);
	for (const { table, column } of await references(tx)) {
		const { rows } = await sql<{ name: string }>`
			SELECT p.display_name AS name FROM ${sql.table(table)} r
			JOIN people.person p ON p.association_id = r.association_id AND p.id = r.${sql.ref(column)}
			WHERE p.import_id = ${importId} ORDER BY p.sort_name LIMIT 1`.execute(tx);
		const [person] = rows;
		if (person) throw new Refusal('conflict', 'people.import-referenced', { name: person.name });
	}
	const removed = await sql`
		DELETE FROM people.person p WHERE p.import_id = ${importId}`.execute(tx);
	return Number(removed.numAffectedRows ?? 0);
}
