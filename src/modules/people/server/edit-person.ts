import { sql } from 'kysely';
import { z } from 'zod';
import type { Fault } from '#shared/errors.ts';
import { Refusal, refuseField } from '#shared/errors.ts';
import type { Tx } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { Changes } from '../domain/change.ts';
import { changesBetween } from '../domain/change.ts';
import { displayName, primaryFirst } from '../domain/person.ts';
import { readCustom } from './custom/custom-values.ts';
import { customFields } from './custom/field-row.ts';
import { viewerOf } from './custom/viewer.ts';
import { personFields, readFields } from './person-fields.ts';
import type { PersonRow } from './person-row.ts';
import { lockPerson } from './person-row.ts';
import { refuseTakenNumber } from './take-number.ts';
import { updatePeople } from './write-people.ts';

export const editPerson = defineOperation({
	name: 'people.edit-person',
	summary:
		'Changes the given fields of a person; refuses when somebody else changed them meanwhile.',
	permission: 'people.write',
	kind: 'command',
	http: { method: 'patch', path: '/persons/{id}' },
	input: personFields.extend({ id: z.uuid(), version: z.int().min(1) }),
	output: z.object({ version: z.int() }),
	async run(context, { id, version, custom: typedCustom, ...typed }) {
		const { tx, today } = context;
		const current = await lockPerson(tx, id);
		if (current.version !== version) throw await changedMeanwhile(tx, current, version);
		const faults: Fault[] = [];
		const reading = {
			fields: typedCustom ? await customFields(tx) : [],
			viewer: viewerOf(context.actor),
			before: current.custom,
			whole: false
		};
		const custom = await readCustom(context, typedCustom ?? {}, reading, faults);
		const fields = readFields({ country: current.country, ...typed }, today, faults);
		const person = renamed(current, { ...current, ...fields, custom }, typed.displayName);
		if (!person.displayName) throw refuseField('lastName', 'people.name-needed');
		const changes = changesBetween(current, person);
		context.about('person', id, { fields: Object.keys(changes) });
		if (Object.keys(changes).length === 0) return { version };
		if (changes.number) await refuseTakenNumber(tx, person.number, id);
		await updatePeople(context, [{ id, version, person, changes }]);
		await context.announce('people.person-edited', { personId: id, fields: Object.keys(changes) });
		return { version: version + 1 };
	}
});

/** A display name that only repeated the names follows them; one of the person's own stays. */
export function renamed(
	before: PersonRow,
	after: PersonRow,
	typed: string | null | undefined
): PersonRow {
	const own = typed || (typed === undefined && before.displayName !== displayName(before));
	return primaryFirst(own ? after : { ...after, displayName: displayName(after) });
}

/** The refusal that the second editor gets: a fault for each field that changed since they read it. */
export async function changedMeanwhile(
	tx: Tx,
	current: PersonRow,
	version: number
): Promise<Refusal> {
	const { rows } = await sql<{ changes: Changes }>`
		SELECT c.changes FROM people.person_change c
		WHERE c.person_id = ${current.id} AND c.version > ${version} ORDER BY c.version`.execute(tx);
	const since: Record<string, Changes[string]> = {};
	for (const { changes } of rows) {
		for (const [field, [before, after]] of Object.entries(changes)) {
			since[field] = [since[field] ? since[field][0] : before, after];
		}
	}
	const faults = Object.entries(since)
		.filter(([, [before, after]]) => before !== after)
		.map(([field, [before, after]]): Fault => {
			const parameters = { before: String(before ?? ''), after: String(after ?? '') };
			return { path: field, code: 'people.field-changed', parameters };
		});
	const parameters = { name: current.displayName, version: current.version };
	return new Refusal('conflict', 'people.person-changed', parameters, faults);
}
