import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { loadPerson } from '../person-row.ts';
import { enterGroup } from './enter-group.ts';
import type { GroupRow } from './group-row.ts';
import { lockGroup, refuseGroup } from './group-row.ts';
import { tellLeaders } from './tell-about-request.ts';

const input = z.strictObject({ id: z.uuid() });
const output = z.object({ standing: z.enum(['in', 'asked', 'out']) });

export const joinGroup = defineOperation({
	name: 'people.join-group',
	summary: 'Enters a group that is open to members, or asks its leaders to enter it.',
	permission: 'people.self',
	kind: 'command',
	http: { method: 'put', path: '/own-groups/{id}' },
	input,
	output,
	/** @throws {Refusal} `people.no-own-record`, `people.group-not-found` for a group that nobody enters alone */
	async run(context, { id }): Promise<z.output<typeof output>> {
		const { tx, association, now, announce, about } = context;
		const { group, personId, isIn } = await ownGroup(context, id);
		if (isIn) return { standing: 'in' };
		if (group.joining === 'closed') refuseGroup();
		about('group', id, { person: personId });
		if (group.joining === 'open') {
			await enterGroup(context, id, [personId]);
			await announce('people.group-changed', { groupId: id });
			return { standing: 'in' };
		}
		const asked = await sql`
			INSERT INTO people.join_request (association_id, group_id, person_id, asked_at)
			VALUES (${association.id}, ${id}, ${personId}, ${now})
			ON CONFLICT DO NOTHING RETURNING person_id`.execute(tx);
		if (asked.rows.length > 0) await tellLeaders(context, group, await loadPerson(tx, personId));
		return { standing: 'asked' };
	}
});

export const leaveGroup = defineOperation({
	name: 'people.leave-group',
	summary: 'Leaves a group, or takes back that one asked to enter it.',
	permission: 'people.self',
	kind: 'command',
	http: { method: 'delete', path: '/own-groups/{id}' },
	input,
	output,
	/** @throws {Refusal} `people.no-own-record`, `people.group-not-found`, `people.group-closed` */
	async run(context, { id }): Promise<z.output<typeof output>> {
		const { tx, announce, about } = context;
		const { group, personId, isIn } = await ownGroup(context, id);
		if (isIn && group.joining === 'closed') {
			throw new Refusal('conflict', 'people.group-closed', { group: group.name });
		}
		about('group', id, { person: personId });
		await sql`
			DELETE FROM people.join_request r
			WHERE r.group_id = ${id} AND r.person_id = ${personId}`.execute(tx);
		await sql`
			DELETE FROM people.group_member m
			WHERE m.group_id = ${id} AND m.person_id = ${personId}`.execute(tx);
		if (isIn) await announce('people.group-changed', { groupId: id });
		return { standing: 'out' };
	}
});

async function ownGroup(
	{ tx, actor: { personId } }: OperationContext,
	id: string
): Promise<{ group: GroupRow; personId: string; isIn: boolean }> {
	if (personId === null) throw new Refusal('not-found', 'people.no-own-record');
	const group = await lockGroup(tx, id);
	const { rows } = await sql`
		SELECT FROM people.group_member m
		WHERE m.group_id = ${id} AND m.person_id = ${personId}`.execute(tx);
	return { group, personId, isIn: rows.length > 0 };
}
