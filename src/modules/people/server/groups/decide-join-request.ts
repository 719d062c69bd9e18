import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { loadPerson } from '../person-row.ts';
import { enterGroup } from './enter-group.ts';
import { lockKeptGroup } from './group-row.ts';
import { tellDecision } from './tell-about-request.ts';

export const decideJoinRequest = defineOperation({
	name: 'people.decide-join-request',
	summary: 'Lets somebody who asked enter a group, or doesn’t, and tells them by mail.',
	permission: 'people.lead',
	kind: 'command',
	http: { method: 'post', path: '/groups/{id}/requests/{personId}' },
	input: z.strictObject({ id: z.uuid(), personId: z.uuid(), accept: z.boolean() }),
	output: z.object({ accepted: z.boolean() }),
	/** @throws {Refusal} `people.request-not-found`, and those of `lockKeptGroup` */
	async run(context, { id, personId, accept }) {
		const { tx, about, announce } = context;
		const { group } = await lockKeptGroup(context, id, 'people.decide-join-request');
		const taken = await sql`
			DELETE FROM people.join_request r
			WHERE r.group_id = ${id} AND r.person_id = ${personId} RETURNING r.person_id`.execute(tx);
		if (taken.rows.length === 0) throw new Refusal('not-found', 'people.request-not-found');
		about('group', id, { person: personId, accepted: accept });
		if (accept) {
			await enterGroup(context, id, [personId]);
			await announce('people.group-changed', { groupId: id });
		}
		await tellDecision(context, group, await loadPerson(tx, personId), accept);
		return { accepted: accept };
	}
});
