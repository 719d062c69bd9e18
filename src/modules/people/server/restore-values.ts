import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { Changes } from '../domain/change.ts';
import { applyChanges, changesBetween, invert } from '../domain/change.ts';
import { displayName, primaryFirst } from '../domain/person.ts';
import { changedMeanwhile, changesSince } from './changes-since.ts';
import { customFields } from './custom/field-row.ts';
import { lockPerson } from './person-row.ts';
import { refuseTakenNumber } from './take-number.ts';
import { updatePeople } from './write-people.ts';

export const restoreValues = defineOperation({
	name: 'people.restore-values',
	summary: 'Gives fields of a person back what a change of their history replaced.',
	permission: 'people.write',
	kind: 'command',
	http: { method: 'post', path: '/persons/{id}/restore-values' },
	input: z.strictObject({
		id: z.uuid(),
		version: z.int().min(1),
		/** The version that the change to take back made. */
		change: z.int().min(2),
		/** As the history names them; all of the change when left out. */
		fields: z.array(z.string().max(120)).min(1).max(200).optional()
	}),
	output: z.object({ version: z.int() }),
	async run(context, { id, version, change, fields }) {
		const { tx } = context;
		const current = await lockPerson(tx, id);
		if (current.version !== version) {
			throw changedMeanwhile(current, await changesSince(tx, id, version));
		}
		const { rows } = await sql<{ changes: Changes }>`
			SELECT c.changes FROM people.person_change c
			WHERE c.person_id = ${id} AND c.version = ${change}`.execute(tx);
		const former = rows[0] && invert(rows[0].changes);
		const known = new Set((await customFields(tx)).map(({ key }) => `custom.${key}`));
		const chosen = Object.entries(former ?? {}).filter(
			([field]) =>
				(fields?.includes(field) ?? true) &&
				field !== 'archived' &&
				(!field.startsWith('custom.') || known.has(field))
		);
		if (chosen.length === 0) throw new Refusal('not-found', 'people.change-not-found');
		const restored = applyChanges(current, Object.fromEntries(chosen));
		const follows = current.displayName === displayName(current);
		const named = follows ? { ...restored, displayName: displayName(restored) } : restored;
		const person = primaryFirst(named);
		if (!person.displayName) throw new Refusal('invalid', 'people.name-needed');
		const changes = changesBetween(current, person);
		context.about('person', id, { fields: Object.keys(changes) });
		if (Object.keys(changes).length === 0) return { version };
		if (changes.number) await refuseTakenNumber(tx, person.number, id);
		await updatePeople(context, [{ id, version, person, changes }]);
		await context.announce('people.person-edited', { personId: id, fields: Object.keys(changes) });
		return { version: version + 1 };
	}
});
