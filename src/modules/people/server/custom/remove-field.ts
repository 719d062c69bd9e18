import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { readComputed } from '#modules/people/domain/custom/computed.ts';
import { FormulaFault } from '#modules/people/domain/formula/formula.ts';
import { customFields, lockField } from './field-row.ts';

export const removeField = defineOperation({
	name: 'people.remove-field',
	summary: 'Takes away a field that nobody’s record fills in.',
	permission: 'people.configure',
	kind: 'command',
	http: { method: 'delete', path: '/person-fields/{id}' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ id: z.uuid() }),
	async run({ tx, about }, { id }) {
		const { key, labelFr } = await lockField(tx, id);
		const { rows } = await sql<{ count: number }>`
			SELECT count(*) AS count FROM people.person p
			WHERE jsonb_exists(p.custom, ${key})`.execute(tx);
		const count = Number(rows[0]?.count ?? 0);
		if (count > 0) throw new Refusal('conflict', 'people.field-in-use', { label: labelFr, count });
		try {
			readComputed((await customFields(tx)).filter((field) => field.id !== id));
		} catch (fault) {
			if (!(fault instanceof FormulaFault)) throw fault;
			throw new Refusal('conflict', 'people.field-in-formula', { label: labelFr });
		}
		await sql`DELETE FROM people.field f WHERE f.id = ${id}`.execute(tx);
		about('field', id, { key });
		return { id };
	}
});
