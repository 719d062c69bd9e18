import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { selection } from '../find/selection.ts';
import { enterGroup } from '../groups/enter-group.ts';
import { recordChanges, updatePeople, type Edited } from '../write-people.ts';
import { keepBatch, type Touched } from './batch-row.ts';
import { bulkChange, markOf, planBulkChange, type BulkChange } from './bulk-change.ts';

export const changeMany = defineOperation({
	name: 'people.change-many',
	summary:
		'Makes one change to all people of a selection, or to none; it can be taken back at once.',
	permission: 'people.write',
	kind: 'command',
	http: { method: 'post', path: '/bulk-changes', success: 201 },
	input: z.strictObject({
		/** Given by the caller: the same one twice is done once. */
		id: z.uuid().optional(),
		selection,
		change: bulkChange,
		/** As `preview-bulk-change` gave it: what would be another change than the one shown is refused. */
		previewed: z.string().max(40).optional()
	}),
	output: z.object({ id: z.uuid(), changed: z.int(), leftOut: z.int() }),
	/** @throws {Refusal} `people.bulk-nobody`, `people.bulk-changed-since`, `people.batch-already-done`, those of `planBulkChange` */
	async run(context, { id = newId(), selection: selected, change, previewed }) {
		const plan = await planBulkChange(context, selected, change, true);
		if (plan.edited.length === 0) throw new Refusal('conflict', 'people.bulk-nobody');
		if (previewed !== undefined && previewed !== markOf(plan)) {
			throw new Refusal('conflict', 'people.bulk-changed-since');
		}
		const people = await make(context, change, plan.edited);
		const groupId = 'groupId' in change ? change.groupId : null;
		await keepBatch(context, { id, kind: change.kind, groupId, people });
		context.about('batch', id, { change, people: people.map((one) => one.id) });
		return { id, changed: people.length, leftOut: plan.leftOut.length };
	}
});

async function make(
	context: OperationContext,
	change: BulkChange,
	edited: readonly Edited[]
): Promise<Touched[]> {
	const ids = edited.map(({ id }) => id);
	const versions = edited.map(({ id, version }) => ({ id, version: version + 1 }));
	if (change.kind === 'set-field') {
		await updatePeople(context, edited);
		for (const { id, changes } of edited) {
			const fields = Object.keys(changes);
			await context.announce('people.person-edited', { personId: id, fields });
		}
		return versions;
	}
	if (change.kind === 'archive') {
		await archive(context, edited);
		return versions;
	}
	const { groupId } = change;
	const people =
		change.kind === 'enter-group'
			? (await enterGroup(context, groupId, ids), ids.map((id) => ({ id })))
			: await leave(context, groupId, ids);
	await context.announce('people.group-changed', { groupId });
	return people;
}

async function archive(context: OperationContext, edited: readonly Edited[]): Promise<void> {
	await sql`
		UPDATE people.person p
		SET archived_at = ${context.now}, version = p.version + 1, updated_at = now()
		WHERE p.id = ANY(${edited.map(({ id }) => id)}::uuid[])`.execute(context.tx);
	await recordChanges(
		context,
		edited.map(({ id, version }) => ({ id, version, changes: { archived: [false, true] } }))
	);
	for (const { id } of edited) await context.announce('people.person-archived', { personId: id });
}

async function leave(
	{ tx }: OperationContext,
	groupId: string,
	ids: readonly string[]
): Promise<Touched[]> {
	const { rows } = await sql<{ id: string; leader: boolean }>`
		DELETE FROM people.group_member m
		WHERE m.group_id = ${groupId} AND m.person_id = ANY(${[...ids]}::uuid[])
		RETURNING m.person_id AS id, m.leader`.execute(tx);
	return rows;
}
