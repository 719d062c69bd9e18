import { sql } from 'kysely';
import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { fold } from '#shared/text.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { cleanLine } from '#modules/people/domain/cleaned.ts';
import { rememberable, signatureOf } from './import-profile.ts';
import { loadImport } from './import-row.ts';
import { readImportTable } from './import-table.ts';

export const saveImportProfile = defineOperation({
	name: 'people.save-import-profile',
	summary: 'Remembers under a name how the columns of an import are read, for files alike.',
	permission: 'people.import',
	kind: 'command',
	http: { method: 'put', path: '/person-imports/{id}/profile' },
	input: z.strictObject({ id: z.uuid(), name: z.string().max(1_000) }),
	output: z.object({ id: z.uuid() }),
	async run(context, { id, name: typed }) {
		const { tx, association, about } = context;
		const read = cleanLine(typed, 100);
		if ('fault' in read) throw refuseField('name', read.fault, read.parameters);
		const name = read.value;
		if (name === null) throw refuseField('name', 'people.import-profile-name-needed');
		const row = await loadImport(tx, id);
		const { header } = await readImportTable(context, row);
		const { mapping, duplicates, newGroups } = rememberable(row, header);
		const key = fold(name) || name;
		// The same name, or the same columns: the newer reading takes the place of the older ones.
		await sql`
			DELETE FROM people.import_profile f
			WHERE f.name_key = ${key} OR f.signature = ${signatureOf(header)}`.execute(tx);
		const profileId = newId();
		await sql`
			INSERT INTO people.import_profile
				(association_id, id, name, name_key, signature, mapping, duplicates, new_groups)
			VALUES (${association.id}, ${profileId}, ${name}, ${key}, ${signatureOf(header)},
				${JSON.stringify(mapping)}, ${duplicates}, ${newGroups})`.execute(tx);
		about('import-profile', profileId, { name });
		return { id: profileId };
	}
});
