import { sql } from 'kysely';
import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { customFields } from './field-row.ts';

export const orderFields = defineOperation({
	name: 'people.order-fields',
	summary: 'Puts the fields of the association’s own in another order.',
	permission: 'people.configure',
	kind: 'command',
	http: { method: 'put', path: '/person-field-order' },
	/** Every field, first to last. */
	input: z.strictObject({ ids: z.array(z.uuid()).min(1).max(100) }),
	output: z.object({ ids: z.array(z.uuid()) }),
	async run({ tx, association, about }, { ids }) {
		const known = (await customFields(tx)).map(({ id }) => id);
		const same = new Set(ids).size === ids.length && ids.length === known.length;
		if (!same || !known.every((id) => ids.includes(id))) {
			throw refuseField('ids', 'people.fields-changed');
		}
		await sql`
			UPDATE people.field f SET position = r.position
			FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY AS r(id, position)
			WHERE f.association_id = ${association.id}::uuid AND f.id = r.id`.execute(tx);
		about('fields', association.id);
		return { ids };
	}
});
