import { sql } from 'kysely';
import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';

export const listImportProfiles = defineOperation({
	name: 'people.list-import-profiles',
	summary: 'Lists the remembered ways of reading files.',
	permission: 'people.import',
	kind: 'query',
	http: { method: 'get', path: '/import-profiles' },
	input: z.strictObject({}),
	output: z.object({ profiles: z.array(z.object({ id: z.uuid(), name: z.string() })) }),
	async run({ tx }) {
		const { rows } = await sql<{ id: string; name: string }>`
			SELECT f.id, f.name FROM people.import_profile f ORDER BY f.name_key LIMIT 200`.execute(tx);
		return { profiles: rows };
	}
});
