import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { applyChanges, invert, type Changes } from '#modules/people/domain/change.ts';
import { enterGroup } from '../groups/enter-group.ts';
import { ROW_COLUMNS, type PersonRow } from '../person-row.ts';
import { recordChanges, updatePeople } from '../write-people.ts';
import type { Batch } from './batch-row.ts';

export const undoBatch = defineOperation({
	name: 'people.undo-batch',
	summary: 'Takes back a change made to many people, for all of them or for none.',
	permission: 'people.write',
	kind: 'command',
	http: { method: 'post', path: '/bulk-changes/{id}/undo' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ restored: z.int() }),
	/** @throws {Refusal} `people.batch-not-found`, `people.batch-changed-since` */
	async run(context, { id }) {
		const { rows } = await sql<Batch>`
			UPDATE people.batch b SET undone_at = ${context.now}
			WHERE b.id = ${id} AND b.undone_at IS NULL AND b.kind <> 'mail'
			RETURNING b.id, b.kind, b.group_id AS "groupId", b.people`.execute(context.tx);
		const [batch] = rows;
		if (!batch) throw new Refusal('not-found', 'people.batch-not-found');
		if (batch.groupId === null) await takeBack(context, batch);
		else await takeBackGroup(context, batch, batch.groupId);
		context.about('batch', id, { undone: batch.kind, people: batch.people.map((one) => one.id) });
		return { restored: batch.people.length };
	}
});

async function takeBackGroup(context: OperationContext, { kind, people }: Batch, groupId: string) {
	const ids = people.map(({ id }) => id);
	if (kind === 'leave-group') {
		const led = people.filter(({ leader }) => leader).map(({ id }) => id);
		await enterGroup(context, groupId, ids);
		await sql`
			UPDATE people.group_member m SET leader = true
			WHERE m.group_id = ${groupId} AND m.person_id = ANY(${led}::uuid[])`.execute(context.tx);
	} else {
		await sql`
			DELETE FROM people.group_member m
			WHERE m.group_id = ${groupId} AND m.person_id = ANY(${ids}::uuid[])`.execute(context.tx);
	}
	await context.announce('people.group-changed', { groupId });
}

/** Gives fields and lists back what they were, unless somebody has changed one of the records since. */
async function takeBack(context: OperationContext, { kind, people }: Batch): Promise<void> {
	const { tx } = context;
	const touched = JSON.stringify(people);
	const { rows } = await sql<PersonRow & { changes: Changes }>`
		SELECT ${ROW_COLUMNS}, c.changes
		FROM jsonb_to_recordset(${touched}::jsonb) AS b(id uuid, version int)
		JOIN people.person p ON p.id = b.id AND p.version = b.version
		JOIN people.person_change c ON c.association_id = p.association_id
			AND c.person_id = p.id AND c.version = p.version
		FOR UPDATE OF p`.execute(tx);
	const count = people.length - rows.length;
	if (count > 0) throw new Refusal('conflict', 'people.batch-changed-since', { count });
	const back = rows.map(({ changes, ...row }) => {
		const { id, version } = row;
		const inverse = invert(changes);
		const { archived: _, ...fields } = inverse;
		return { id, version, changes: inverse, person: { ...row, ...applyChanges(row, fields) } };
	});
	if (kind === 'archive') {
		await sql`
			UPDATE people.person p
			SET archived_at = NULL, version = p.version + 1, updated_at = now()
			WHERE p.id = ANY(${back.map(({ id }) => id)}::uuid[])`.execute(tx);
		await recordChanges(context, back);
	} else await updatePeople(context, back);
	for (const { id: personId, changes } of back) {
		if (kind === 'archive') await context.announce('people.person-restored', { personId });
		else await context.announce('people.person-edited', { personId, fields: Object.keys(changes) });
	}
}
