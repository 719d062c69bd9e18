import { sql } from 'kysely';
import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { loadPerson } from '../person-row.ts';

export const tellApart = defineOperation({
	name: 'people.tell-apart',
	summary: 'Says that two people who look alike are two: they are no longer proposed for a merge.',
	permission: 'people.write',
	kind: 'command',
	http: { method: 'post', path: '/person-duplicates/told-apart' },
	input: z.strictObject({ one: z.uuid(), other: z.uuid() }),
	output: z.object({ one: z.uuid(), other: z.uuid() }),
	async run({ tx, association, about }, pair) {
		if (pair.one === pair.other) throw refuseField('other', 'people.merge-same');
		const [one = '', other = ''] = [pair.one, pair.other].sort();
		await loadPerson(tx, one);
		await loadPerson(tx, other);
		await sql`
			INSERT INTO people.told_apart (association_id, one_id, other_id)
			VALUES (${association.id}, ${one}, ${other}) ON CONFLICT DO NOTHING`.execute(tx);
		about('person', one, { toldApartFrom: other });
		return pair;
	}
});
