import { sql } from 'kysely';
import {
	forgetFilesOf,
	forgetImportFilesEverywhere
} from '#platform/server/imports/forget-import-files.ts';
import type { Job } from '#platform/server/module.ts';
import type { OperationContext } from '#platform/server/operation.ts';

/** The files whose lines were memberships of people: they name them as they were. */
export function forgetFilesNaming(
	context: OperationContext,
	ids: readonly string[]
): Promise<void> {
	return forgetFilesOf(
		context,
		'membership.import',
		sql`i.state <> 'draft' AND i.id IN (
			SELECT m.import_id FROM membership.membership m WHERE m.person_id = ANY(${ids}::uuid[]))`
	);
}

/** Every night, in each association. */
export const forgetImportFiles: Job = {
	name: 'membership.forget-import-files',
	cron: '25 3 * * *',
	run: () => forgetImportFilesEverywhere('membership.import')
};
