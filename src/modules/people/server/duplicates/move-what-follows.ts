import { sql } from 'kysely';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';

/** What a merge took from one record to the other: all that its undo needs. */
export interface Moved {
	/** Groups that the one kept entered. */
	readonly enteredGroups: readonly string[];
	/** Groups that the one kept leads since. */
	readonly keptLed: readonly string[];
	readonly droppedGroups: readonly string[];
	readonly droppedLed: readonly string[];
	readonly movedConsents: readonly string[];
	readonly movedCorrections: readonly string[];
	readonly movedPhotos: readonly string[];
}

interface Pair {
	readonly keptId: string;
	readonly droppedId: string;
}

/**
 * Groups, leading them, answers about consent, corrections and the photograph go over to the record that is kept.
 * @throws {Refusal} `people.merge-corrections` when both wait for a decision
 */
export async function moveWhatFollows(tx: Tx, pair: Pair, name: string): Promise<Moved> {
	return {
		...(await moveGroups(tx, pair)),
		movedConsents: await moveRows(tx, 'consent', pair),
		movedCorrections: await moveCorrections(tx, pair, name),
		movedPhotos: await movePhotos(tx, pair)
	};
}

/** Gives all of that back. */
export async function moveBack(
	{ tx, association }: OperationContext,
	{ keptId, droppedId }: Pair,
	moved: Moved
): Promise<void> {
	await sql`
		DELETE FROM people.group_member m
		WHERE m.person_id = ${keptId} AND m.group_id = ANY(${moved.enteredGroups}::uuid[])`.execute(tx);
	await sql`
		UPDATE people.group_member m SET leader = false
		WHERE m.person_id = ${keptId} AND m.group_id = ANY(${moved.keptLed}::uuid[])`.execute(tx);
	const groups = moved.droppedGroups;
	await sql`
		INSERT INTO people.group_member (association_id, id, group_id, person_id, leader)
		SELECT ${association.id}::uuid, r.id, g.id, ${droppedId}::uuid,
			g.id = ANY(${moved.droppedLed}::uuid[])
		FROM unnest(${groups.map(() => newId())}::uuid[], ${groups}::uuid[]) AS r(id, group_id)
		JOIN people.person_group g ON g.id = r.group_id
		ON CONFLICT (association_id, group_id, person_id) DO NOTHING`.execute(tx);
	await sql`
		DELETE FROM people.search_leader l
		WHERE l.person_id = ${keptId} AND l.group_id = ANY(${moved.keptLed}::uuid[])`.execute(tx);
	await sql`
		INSERT INTO people.search_leader (association_id, group_id, person_id)
		SELECT ${association.id}::uuid, g.id, ${droppedId}::uuid FROM people.person_group g
		WHERE g.id = ANY(${moved.droppedLed}::uuid[]) AND g.conditions IS NOT NULL
		ON CONFLICT DO NOTHING`.execute(tx);
	for (const [table, ids] of [
		['consent', moved.movedConsents],
		['correction', moved.movedCorrections],
		['photo', moved.movedPhotos]
	] as const) {
		await sql`
			UPDATE ${sql.table(`people.${table}`)} t SET person_id = ${droppedId}
			WHERE t.person_id = ${keptId} AND t.id = ANY(${ids}::uuid[])`.execute(tx);
	}
}

async function moveGroups(tx: Tx, { keptId, droppedId }: Pair) {
	const { rows: dropped } = await sql<{ id: string; leader: boolean }>`
		DELETE FROM people.group_member m WHERE m.person_id = ${droppedId}
		RETURNING m.group_id AS id, m.leader`.execute(tx);
	const groups = dropped.map(({ id }) => id);
	const led = dropped.filter(({ leader }) => leader).map(({ id }) => id);
	const { rows: keptLed } = await sql<{ id: string }>`
		UPDATE people.group_member m SET leader = true
		WHERE m.person_id = ${keptId} AND m.group_id = ANY(${led}::uuid[]) AND NOT m.leader
		RETURNING m.group_id AS id`.execute(tx);
	const { rows: entered } = await sql<{ id: string }>`
		INSERT INTO people.group_member (association_id, id, group_id, person_id, leader)
		SELECT platform.current_association(), r.id, r.group_id, ${keptId}::uuid,
			r.group_id = ANY(${led}::uuid[])
		FROM unnest(${groups.map(() => newId())}::uuid[], ${groups}::uuid[]) AS r(id, group_id)
		ON CONFLICT (association_id, group_id, person_id) DO NOTHING
		RETURNING group_id AS id`.execute(tx);
	const searches = await moveSearchesLed(tx, { keptId, droppedId });
	return {
		enteredGroups: entered.map(({ id }) => id),
		keptLed: [...keptLed.map(({ id }) => id), ...searches.kept],
		droppedGroups: groups,
		droppedLed: [...led, ...searches.dropped]
	};
}

/** The groups that are searches which the one led, and those of them that the other leads since. */
async function moveSearchesLed(tx: Tx, { keptId, droppedId }: Pair) {
	const { rows: dropped } = await sql<{ id: string }>`
		DELETE FROM people.search_leader l WHERE l.person_id = ${droppedId}
		RETURNING l.group_id AS id`.execute(tx);
	const groups = dropped.map(({ id }) => id);
	const { rows: kept } = await sql<{ id: string }>`
		INSERT INTO people.search_leader (association_id, group_id, person_id)
		SELECT platform.current_association(), r.group_id, ${keptId}::uuid
		FROM unnest(${groups}::uuid[]) AS r(group_id)
		ON CONFLICT DO NOTHING RETURNING group_id AS id`.execute(tx);
	return { dropped: groups, kept: kept.map(({ id }) => id) };
}

async function moveCorrections(tx: Tx, pair: Pair, name: string): Promise<string[]> {
	const { rows } = await sql`
		SELECT FROM people.correction c
		WHERE c.person_id IN (${pair.keptId}, ${pair.droppedId}) AND c.state = 'waiting'`.execute(tx);
	if (rows.length > 1) throw new Refusal('conflict', 'people.merge-corrections', { name });
	return moveRows(tx, 'correction', pair);
}

/** A photograph goes where there is none; else that of the record left out stays with it. */
async function movePhotos(tx: Tx, { keptId, droppedId }: Pair): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`
		UPDATE people.photo f SET person_id = ${keptId}
		WHERE f.person_id = ${droppedId} AND NOT EXISTS (
			SELECT FROM people.photo k WHERE k.person_id = ${keptId} AND k.waiting = f.waiting
		)
		RETURNING f.id`.execute(tx);
	return rows.map(({ id }) => id);
}

async function moveRows(
	tx: Tx,
	table: 'consent' | 'correction',
	{ keptId, droppedId }: Pair
): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`
		UPDATE ${sql.table(`people.${table}`)} t SET person_id = ${keptId}
		WHERE t.person_id = ${droppedId} RETURNING t.id`.execute(tx);
	return rows.map(({ id }) => id);
}
