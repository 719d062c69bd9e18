import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';

export const removeImportProfile = defineOperation({
	name: 'people.remove-import-profile',
	summary: 'Forgets how the columns of some files are read.',
	permission: 'people.import',
	kind: 'command',
	http: { method: 'delete', path: '/import-profiles/{id}' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ id: z.uuid() }),
	async run({ tx, about }, { id }) {
		const { rows } = await sql`
			DELETE FROM people.import_profile f WHERE f.id = ${id} RETURNING f.id`.execute(tx);
		if (rows.length === 0) throw new Refusal('not-found', 'people.import-profile-not-found');
		about('import-profile', id);
		return { id };
	}
});
