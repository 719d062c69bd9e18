import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal, refuseField } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { repeatedTarget } from '#modules/people/domain/import/target.ts';
import { columnKeys, readBy } from './import-profile.ts';
import { lockImport, refuseUnlessDraft } from './import-row.ts';
import { readImportTable } from './import-table.ts';
import { planWhenLong } from './plan-import-task.ts';

export const useImportProfile = defineOperation({
	name: 'people.use-import-profile',
	summary: 'Reads the columns of an import as a remembered profile says.',
	permission: 'people.import',
	kind: 'command',
	http: { method: 'post', path: '/person-imports/{id}/profile' },
	input: z.strictObject({ id: z.uuid(), profile: z.uuid() }),
	output: z.object({ id: z.uuid() }),
	async run(context, { id, profile }) {
		const { tx, about } = context;
		const row = await lockImport(tx, id);
		refuseUnlessDraft(row);
		const { rows } = await sql<Parameters<typeof readBy>[0]>`
			SELECT f.mapping, f.duplicates, f.new_groups AS "newGroups"
			FROM people.import_profile f WHERE f.id = ${profile}`.execute(tx);
		const [remembered] = rows;
		if (!remembered) throw new Refusal('not-found', 'people.import-profile-not-found');
		const { header } = await readImportTable(context, row);
		const known = columnKeys(header).some((key) => (remembered.mapping[key] ?? 'keep') !== 'keep');
		const { mapping, duplicates, newGroups } = readBy(remembered, header);
		if (!known || repeatedTarget(mapping)) {
			throw refuseField('profile', 'people.import-profile-foreign');
		}
		await sql`
			UPDATE people.import i SET mapping = ${JSON.stringify(mapping)}, duplicates = ${duplicates},
				new_groups = ${newGroups}
			WHERE i.id = ${id}`.execute(tx);
		await planWhenLong(context, row);
		about('import', id, { profile });
		return { id };
	}
});
