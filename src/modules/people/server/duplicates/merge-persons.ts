import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal, refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { Changes } from '#modules/people/domain/change.ts';
import { applyChanges, changesBetween } from '#modules/people/domain/change.ts';
import { primaryFirst } from '#modules/people/domain/person.ts';
import { changedMeanwhile, changesSince } from '../changes-since.ts';
import { references } from '../person-references.ts';
import type { PersonRow } from '../person-row.ts';
import { lockPerson } from '../person-row.ts';
import { moveWhatFollows } from './move-what-follows.ts';
import { recordChanges, updatePeople } from '../write-people.ts';

const side = z.strictObject({ id: z.uuid(), version: z.int().min(1) });

export const mergePersons = defineOperation({
	name: 'people.merge-persons',
	summary: 'Makes one record of two: the other one is put away, and the merge can be undone.',
	permission: 'people.write',
	kind: 'command',
	http: { method: 'post', path: '/person-merges', success: 201 },
	input: z.strictObject({
		keep: side,
		drop: side,
		/** The fields whose value comes from the record left out, as the history names them. */
		take: z.array(z.string().max(120)).max(500).default([])
	}),
	output: z.object({ id: z.uuid(), version: z.int() }),
	async run(context, { keep, drop, take }) {
		const { tx, association, actor } = context;
		if (keep.id === drop.id) throw refuseField('drop', 'people.merge-same');
		const [kept, dropped] = await lockBoth(tx, keep, drop);
		await refuseUsed(tx, kept, dropped);
		await refuseHousehold(tx, kept, dropped);
		const chosen = Object.entries(changesBetween(kept, dropped)).filter(([field]) =>
			take.includes(field)
		);
		const person = primaryFirst(applyChanges(kept, Object.fromEntries(chosen)));
		const keptChanges = changesBetween(kept, person);
		// A number belongs to one record.
		const droppedChanges: Changes = keptChanges.number ? { number: [dropped.number, null] } : {};
		await putAway(context, dropped, droppedChanges);
		if (Object.keys(keptChanges).length > 0) {
			await updatePeople(context, [
				{ id: kept.id, version: kept.version, person, changes: keptChanges }
			]);
		}
		const pair = { keptId: kept.id, droppedId: dropped.id };
		const moved = await moveWhatFollows(tx, pair, kept.displayName);

		const id = newId();
		const version = kept.version + (Object.keys(keptChanges).length > 0 ? 1 : 0);
		await sql`
			INSERT INTO people.merge (association_id, id, kept_id, dropped_id, kept_version,
				dropped_version, kept_changes, dropped_changes, entered_groups, kept_led, dropped_groups,
				dropped_led, moved_consents, moved_corrections, moved_photos, archived, account_id)
			VALUES (${association.id}, ${id}, ${kept.id}, ${dropped.id}, ${version},
				${dropped.version + 1}, ${JSON.stringify(keptChanges)}, ${JSON.stringify(droppedChanges)},
				${moved.enteredGroups}, ${moved.keptLed}, ${moved.droppedGroups}, ${moved.droppedLed},
				${moved.movedConsents}, ${moved.movedCorrections}, ${moved.movedPhotos},
				${dropped.archivedAt !== null}, ${actor.accountId})`.execute(tx);
		context.about('person', kept.id, { merged: dropped.id });
		await context.announce('people.persons-merged', pair);
		return { id, version };
	}
});

async function lockBoth(
	tx: Tx,
	keep: z.output<typeof side>,
	drop: z.output<typeof side>
): Promise<[PersonRow, PersonRow]> {
	// Always in the same order: two merges of the same pair wait for each other.
	const rows = new Map<string, PersonRow>();
	for (const { id, version } of [keep, drop].sort((a, b) => (a.id < b.id ? -1 : 1))) {
		const row = await lockPerson(tx, id);
		if (row.version !== version) {
			throw changedMeanwhile(row, await changesSince(tx, id, version));
		}
		rows.set(id, row);
	}
	return [rows.get(keep.id) as PersonRow, rows.get(drop.id) as PersonRow];
}

const OURS = /^people\./;

/**
 * What another tool knows of a person (dues, payments, an access) stays with its record: the one left out
 * must have nothing of the sort.
 * @throws {Refusal} `people.merge-both-used`, `people.merge-other-way`
 */
async function refuseUsed(tx: Tx, kept: PersonRow, dropped: PersonRow): Promise<void> {
	const used = { kept: false, dropped: false };
	for (const { table, column } of await references(tx)) {
		if (OURS.test(table)) continue;
		const { rows } = await sql<{ id: string }>`
			SELECT DISTINCT r.${sql.ref(column)} AS id FROM ${sql.table(table)} r
			WHERE r.${sql.ref(column)} IN (${kept.id}, ${dropped.id})`.execute(tx);
		for (const { id } of rows) used[id === kept.id ? 'kept' : 'dropped'] = true;
	}
	if (!used.dropped) return;
	const names = { kept: kept.displayName, dropped: dropped.displayName };
	if (used.kept) throw new Refusal('conflict', 'people.merge-both-used', names);
	throw new Refusal('conflict', 'people.merge-other-way', names);
}

async function putAway(
	context: OperationContext,
	dropped: PersonRow,
	changes: Changes
): Promise<void> {
	await sql`
		UPDATE people.person p
		SET archived_at = coalesce(p.archived_at, ${context.now}), version = p.version + 1,
			number = ${changes.number ? null : dropped.number}, updated_at = now()
		WHERE p.id = ${dropped.id}`.execute(context.tx);
	const archived: Changes = dropped.archivedAt === null ? { archived: [false, true] } : {};
	const { id, version } = dropped;
	await recordChanges(context, [{ id, version, changes: { ...changes, ...archived } }]);
}

/** @throws {Refusal} `people.merge-households`: who lives with whom is not for a merge to say */
async function refuseHousehold(tx: Tx, kept: PersonRow, dropped: PersonRow): Promise<void> {
	const { rows } = await sql`
		SELECT FROM people.household_member m WHERE m.person_id = ${dropped.id} LIMIT 1`.execute(tx);
	if (rows.length > 0) {
		const names = { kept: kept.displayName, dropped: dropped.displayName };
		throw new Refusal('conflict', 'people.merge-households', names);
	}
}
