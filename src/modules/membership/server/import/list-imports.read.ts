import { sql } from 'kysely';
import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import {
	pastImport,
	pastImports,
	pastImportsPage,
	readPastImports
} from '#platform/server/imports/past-imports.ts';
import { importTotals } from './describe-import.ts';

const importLine = pastImport.extend({
	state: z.enum(['draft', 'committed', 'undone']),
	/** Lines by outcome; `null` until committed. */
	totals: importTotals.nullable()
});

export const listImports = defineOperation({
	name: 'membership.list-imports',
	summary: 'Lists the imports of memberships, newest first.',
	permission: 'membership.enrol',
	kind: 'query',
	http: { method: 'get', path: '/membership/imports' },
	input: pastImportsPage,
	output: pastImports(importLine),
	run: ({ tx }, page) =>
		readPastImports<z.output<typeof importLine>>(
			tx,
			'membership.import',
			page,
			sql`i.state, i.totals`
		)
});
