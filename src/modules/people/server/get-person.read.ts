import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { shownCustom, shownField } from './custom/shown-custom.ts';
import { groupsOf } from './find/search-groups.ts';
import { groupsLedBy } from './groups/led-groups.ts';
import { personRecord } from './person-fields.ts';
import { readerOf } from './person-reader.ts';
import { photoOf } from './photo/photo-row.ts';
import { loadPerson } from './person-row.ts';

const personView = personRecord.extend({
	id: z.uuid(),
	/** To be given back with an edit: whoever edits second is told what changed meanwhile. */
	version: z.int(),
	archived: z.boolean(),
	/** Changes with the photograph, which `people.get-photo` answers. */
	photoId: z.uuid().nullable(),
	/** Why the reader sees it: they read all records, it is theirs, or they lead the person. */
	access: z.enum(['all', 'own', 'leader']),
	createdAt: z.date(),
	updatedAt: z.date(),
	/** Of the groups that the person is in, those that the reader may see. */
	groups: z.array(z.object({ id: z.uuid(), name: z.string() })),
	/** The association’s own fields that the reader may see, as pages show them, in their order. */
	fields: z.array(shownField)
});

export const getPerson = defineOperation({
	name: 'people.get-person',
	summary:
		'Shows one person; members see themselves, those for whom they speak and those whom they lead.',
	permission: 'people.self',
	kind: 'query',
	http: { method: 'get', path: '/persons/{id}' },
	input: z.strictObject({ id: z.uuid() }),
	output: personView,
	async run(context, { id }) {
		const { tx, actor, today } = context;
		const { viewer, access } = await readerOf(context, id);
		const asLeader = access === 'leader';
		const { archivedAt, ...person } = await loadPerson(tx, id);
		const led = asLeader ? await groupsLedBy(context) : undefined;
		const all = await groupsOf(context, id);
		const groups = all.filter((group) => led === undefined || led.includes(group.id));
		const restrictedNotes = actor.permissions.has('people.write') ? person.restrictedNotes : null;
		const shown = await shownCustom(tx, person, viewer, { today, locale: actor.locale });
		const hidden = asLeader ? { notes: null, extra: {} } : {};
		const archived = archivedAt !== null;
		const photoId = await photoOf(tx, id);
		return { ...person, ...shown, ...hidden, restrictedNotes, archived, photoId, access, groups };
	}
});
