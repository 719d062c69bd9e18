import { sql } from 'kysely';
import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import {
	pastImport,
	pastImports,
	pastImportsPage,
	readPastImports
} from '#platform/server/imports/past-imports.ts';

const importLine = pastImport.extend({
	state: z.enum(['draft', 'kept', 'undone']),
	/** Lines kept; null until then. */
	kept: z.int().nullable()
});

export const listImports = defineOperation({
	name: 'banking.list-imports',
	summary: 'List the files of banks that were imported, newest first',
	permission: 'banking.read',
	kind: 'query',
	http: { method: 'get', path: '/banking/imports' },
	input: pastImportsPage,
	output: pastImports(importLine),
	run: ({ tx }, page) =>
		readPastImports<z.output<typeof importLine>>(
			tx,
			'banking.import',
			page,
			sql`i.state, (i.totals->>'kept')::int AS kept`
		)
});
