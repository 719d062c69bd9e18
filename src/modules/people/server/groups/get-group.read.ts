import { sql } from 'kysely';
import { z } from 'zod';
import { defineOperation, type Tx } from '#platform/server/operation.ts';
import { JOINING } from '#modules/people/domain/groups/group-tree.ts';
import { asAnyReader, searchGroups } from '../find/search-groups.ts';
import { inWords } from '../find/search-in-words.ts';
import { loadGroup, refuseGroup } from './group-row.ts';
import { readableGroups } from './led-groups.ts';

const named = z.object({ id: z.uuid(), name: z.string() });
type Named = z.output<typeof named>;

const REQUESTS = 200;

export const getGroup = defineOperation({
	name: 'people.get-group',
	summary: 'Shows a group: what it is for, who leads it, the groups around it, who asks to enter.',
	permission: 'people.lead',
	kind: 'query',
	http: { method: 'get', path: '/groups/{id}' },
	input: z.strictObject({ id: z.uuid() }),
	output: named.extend({
		description: z.string().nullable(),
		parentId: z.uuid().nullable(),
		joining: z.enum(JOINING),
		keptByLeaders: z.boolean(),
		/** The groups that it is part of, the greatest first; of leaders, those that they lead. */
		path: z.array(named),
		subGroups: z.array(named),
		leaders: z.array(named),
		/** The first to ask first; at most 200. */
		requests: z.array(named.extend({ askedAt: z.date() })),
		/** Of a group that is a search: its conditions, and what they say; nobody is entered by hand. */
		search: z
			.object({ where: z.string(), match: z.enum(['all', 'any']), sentence: z.string() })
			.nullable(),
		/** Whether the caller adds and removes people, and decides on requests. */
		mayKeep: z.boolean()
	}),
	/** @throws {Refusal} `platform.not-allowed`, `people.group-not-found` for those that others lead */
	async run(context, { id }) {
		const { tx, actor } = context;
		const led = await readableGroups(context, 'people.get-group');
		if (led && !led.includes(id)) refuseGroup();
		const group = await loadGroup(tx, id);
		const seen = ({ id }: Named) => !led || led.includes(id);
		const keeps = actor.permissions.has('people.write');
		const searched = (await searchGroups(tx)).find((one) => one.id === id);
		return {
			...group,
			path: (await groupsAbove(tx, id)).filter(seen),
			subGroups: await groupsBelow(tx, id),
			leaders: await leadersOf(tx, id),
			requests: await requestsTo(tx, id),
			search: searched ? await inWords(asAnyReader(context), searched) : null,
			mayKeep: !searched && (keeps || (led !== undefined && group.keptByLeaders))
		};
	}
});

async function groupsAbove(tx: Tx, id: string): Promise<Named[]> {
	const { rows } = await sql<Named>`
		WITH RECURSIVE above AS (
			SELECT g.parent_id AS id, 1 AS height FROM people.person_group g WHERE g.id = ${id}
			UNION ALL
			SELECT g.parent_id, a.height + 1 FROM people.person_group g JOIN above a ON g.id = a.id
		)
		SELECT g.id, g.name FROM above a JOIN people.person_group g ON g.id = a.id
		ORDER BY a.height DESC`.execute(tx);
	return rows;
}

async function groupsBelow(tx: Tx, id: string): Promise<Named[]> {
	const { rows } = await sql<Named>`
		SELECT g.id, g.name FROM people.person_group g
		WHERE g.parent_id = ${id} ORDER BY g.name_key LIMIT 1000`.execute(tx);
	return rows;
}

async function leadersOf(tx: Tx, id: string): Promise<Named[]> {
	const { rows } = await sql<Named>`
		SELECT p.id, p.display_name AS name FROM people.group_leader l
		JOIN people.person p ON p.association_id = l.association_id AND p.id = l.person_id
		WHERE l.group_id = ${id} ORDER BY p.sort_name, p.id LIMIT 100`.execute(tx);
	return rows;
}

async function requestsTo(tx: Tx, id: string) {
	const { rows } = await sql<Named & { askedAt: Date }>`
		SELECT p.id, p.display_name AS name, r.asked_at AS "askedAt" FROM people.join_request r
		JOIN people.person p ON p.association_id = r.association_id AND p.id = r.person_id
		WHERE r.group_id = ${id} ORDER BY r.asked_at, p.id LIMIT ${REQUESTS}`.execute(tx);
	return rows;
}
