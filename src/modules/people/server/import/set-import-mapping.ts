import { sql } from 'kysely';
import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { DUPLICATE_RULES } from '#modules/people/domain/import/plan.ts';
import { NEW_GROUP_RULES } from '#modules/people/domain/import/known-groups.ts';
import { identifiesSomebody, repeatedTarget } from '#modules/people/domain/import/target.ts';
import { customFields } from '../custom/field-row.ts';
import { importHeaders } from '../labels.ts';
import { importTarget } from './describe-import.ts';
import { lockImport, refuseUnlessDraft } from './import-row.ts';
import { planWhenLong } from './plan-import-task.ts';

export const setImportMapping = defineOperation({
	name: 'people.set-import-mapping',
	summary: 'Says what each column of an import is, and what to do with people already known.',
	permission: 'people.import',
	kind: 'command',
	http: { method: 'put', path: '/person-imports/{id}/mapping' },
	input: z.strictObject({
		id: z.uuid(),
		/** One target per column, in the order of the file. */
		mapping: z.array(importTarget).min(1).max(500),
		duplicates: z.enum(DUPLICATE_RULES).default('update'),
		/** Groups that only the file knows; as before when left out. */
		newGroups: z.enum(NEW_GROUP_RULES).optional()
	}),
	output: z.object({ id: z.uuid() }),
	async run(context, { id, mapping, duplicates, newGroups }) {
		const { tx, about } = context;
		const row = await lockImport(tx, id);
		refuseUnlessDraft(row);
		if (mapping.length !== row.mapping.length) {
			const parameters = { given: mapping.length, columns: row.mapping.length };
			throw refuseField('mapping', 'people.import-columns-differ', parameters);
		}
		const repeated = repeatedTarget(mapping);
		if (repeated) throw refuseField('mapping', 'people.import-field-twice', { field: repeated });
		if (!identifiesSomebody(mapping)) throw refuseField('mapping', 'people.import-without-name');
		const known = importHeaders(await customFields(tx));
		const gone = mapping.find((target) => target.startsWith('custom.') && !known.has(target));
		if (gone) throw refuseField('mapping', 'people.import-field-unknown', { field: gone.slice(7) });
		await sql`
			UPDATE people.import i SET mapping = ${JSON.stringify(mapping)}, duplicates = ${duplicates},
				new_groups = ${newGroups ?? row.newGroups}
			WHERE i.id = ${id}`.execute(tx);
		await planWhenLong(context, row);
		about('import', id);
		return { id };
	}
});
