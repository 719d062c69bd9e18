import { sql } from 'kysely';
import {
	forgetFilesOf,
	forgetImportFilesEverywhere
} from '#platform/server/imports/forget-import-files.ts';
import type { Job } from '#platform/server/module.ts';
import type { OperationContext } from '#platform/server/operation.ts';

/** The files that added people or changed them: they name them as they were. */
export function forgetFilesNaming(
	context: OperationContext,
	ids: readonly string[]
): Promise<void> {
	return forgetFilesOf(
		context,
		'people.import',
		sql`i.state <> 'draft' AND i.id IN (
			SELECT p.import_id FROM people.person p WHERE p.id = ANY(${ids}::uuid[])
			UNION
			SELECT c.import_id FROM people.person_change c WHERE c.person_id = ANY(${ids}::uuid[]))`
	);
}

/** Every night, in each association. */
export const forgetImportFiles: Job = {
	name: 'people.forget-import-files',
	cron: '20 3 * * *',
	run: () => forgetImportFilesEverywhere('people.import')
};
