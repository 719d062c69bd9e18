import { z } from 'zod';
import type { Fault } from '#shared/errors.ts';
import { Refusal, refuseField } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { changesBetween } from '../domain/change.ts';
import { displayName, primaryFirst } from '../domain/person.ts';
import { changedMeanwhile, changesSince, visibleChanges } from './changes-since.ts';
import { readCustom } from './custom/custom-values.ts';
import { customFields } from './custom/field-row.ts';
import type { Viewer } from '../domain/custom/custom-field.ts';
import { viewerOf } from './custom/viewer.ts';
import { groupsLedBy, leadsPerson } from './groups/led-groups.ts';
import { personFields, readFields } from './person-fields.ts';
import type { PersonRow } from './person-row.ts';
import { lockPerson, refuseUnknown } from './person-row.ts';
import { refuseTakenNumber } from './take-number.ts';
import { leaveAlone, typedByField, typedOver } from './typed-over.ts';
import { updatePeople } from './write-people.ts';

export const editPerson = defineOperation({
	name: 'people.edit-person',
	summary:
		'Changes the given fields of a person, of leaders those that let them; refuses when somebody else changed them meanwhile.',
	permission: 'people.lead',
	kind: 'command',
	http: { method: 'patch', path: '/persons/{id}' },
	input: personFields.extend({
		id: z.uuid(),
		/** That was read before typing. */
		version: z.int().min(1),
		/**
		 * The newest version whose differences the editor has been shown: fields that they left as they read
		 * them keep what others wrote, and what they typed wins. Without it any change meanwhile refuses.
		 */
		seen: z.int().min(1).optional()
	}),
	output: z.object({ version: z.int() }),
	async run(context, { id, version, seen, custom: typedCustom, ...typed }) {
		const { tx, today } = context;
		const viewer = await editorOf(context, id, Object.keys(typed));
		const current = await lockPerson(tx, id);
		const faults: Fault[] = [];
		const reading = {
			fields: await customFields(tx),
			viewer,
			before: current.custom,
			whole: false
		};
		const custom = await readCustom(context, typedCustom ?? {}, reading, faults);
		const fields = readFields({ country: current.country, ...typed }, today, faults);
		const mine = typedByField(fields, custom, Object.keys(typedCustom ?? {}));
		if (current.version !== version) {
			const since = visibleChanges(await changesSince(tx, id, version), reading.fields, viewer);
			if (seen === undefined) throw changedMeanwhile(current, since);
			if (current.version > seen) throw changedMeanwhile(current, since, mine);
			leaveAlone(mine, since);
		}
		const person = renamed(
			current,
			typedOver(current, { ...current, ...fields, custom }, mine),
			typed.displayName
		);
		if (!person.displayName) throw refuseField('lastName', 'people.name-needed');
		const changes = changesBetween(current, person);
		context.about('person', id, { fields: Object.keys(changes) });
		if (Object.keys(changes).length === 0) return { version: current.version };
		if (changes.number) await refuseTakenNumber(tx, person.number, id);
		await updatePeople(context, [{ id, version: current.version, person, changes }]);
		await context.announce('people.person-edited', { personId: id, fields: Object.keys(changes) });
		return { version: current.version + 1 };
	}
});

/**
 * Those who write the records edit all; leaders, the association’s own fields of those whom they lead.
 * @throws {Refusal} `platform.not-allowed`, `people.person-not-found`, `people.leader-fields`
 */
async function editorOf(
	context: OperationContext,
	id: string,
	typed: readonly string[]
): Promise<Viewer> {
	const { actor } = context;
	if (actor.permissions.has('people.write')) return viewerOf(actor);
	if ((await groupsLedBy(context)).length === 0) {
		const operation = 'people.edit-person';
		throw new Refusal('forbidden', 'platform.not-allowed', { operation });
	}
	if (actor.personId === id || !(await leadsPerson(context, id))) refuseUnknown();
	const [field] = typed;
	if (field !== undefined) throw refuseField(field, 'people.leader-fields');
	return viewerOf(actor, false, true);
}

/** A display name that only repeated the names follows them; one of the person's own stays. */
export function renamed(
	before: PersonRow,
	after: PersonRow,
	typed: string | null | undefined
): PersonRow {
	const own = typed || (typed === undefined && before.displayName !== displayName(before));
	return primaryFirst(own ? after : { ...after, displayName: displayName(after) });
}
