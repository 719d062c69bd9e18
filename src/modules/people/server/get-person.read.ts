import { sql } from 'kysely';
import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { shownCustom, shownField } from './custom/shown-custom.ts';
import { viewerOf } from './custom/viewer.ts';
import { personRecord } from './person-fields.ts';
import { loadPerson, refuseUnknown } from './person-row.ts';
import { isOwn } from './self/own-person.ts';

const personView = personRecord.extend({
	id: z.uuid(),
	/** To be given back with an edit: whoever edits second is told what changed meanwhile. */
	version: z.int(),
	archived: z.boolean(),
	createdAt: z.date(),
	updatedAt: z.date(),
	groups: z.array(z.object({ id: z.uuid(), name: z.string() })),
	/** The association’s own fields that the reader may see, as pages show them, in their order. */
	fields: z.array(shownField)
});

export const getPerson = defineOperation({
	name: 'people.get-person',
	summary: 'Shows one person; members see themselves and those for whom they speak only.',
	permission: 'people.self',
	kind: 'query',
	http: { method: 'get', path: '/persons/{id}' },
	input: z.strictObject({ id: z.uuid() }),
	output: personView,
	async run(context, { id }) {
		const { tx, actor, today } = context;
		const own = await isOwn(context, id);
		if (!own && !actor.permissions.has('people.read')) refuseUnknown();
		const { archivedAt, ...person } = await loadPerson(tx, id);
		const { rows: groups } = await sql<{ id: string; name: string }>`
			SELECT g.id, g.name FROM people.group_member m
			JOIN people.person_group g ON g.association_id = m.association_id AND g.id = m.group_id
			WHERE m.person_id = ${id} ORDER BY g.name_key`.execute(tx);
		const restrictedNotes = actor.permissions.has('people.write') ? person.restrictedNotes : null;
		const viewer = viewerOf(actor, own);
		const shown = await shownCustom(tx, person, viewer, { today, locale: actor.locale });
		return { ...person, ...shown, restrictedNotes, archived: archivedAt !== null, groups };
	}
});
