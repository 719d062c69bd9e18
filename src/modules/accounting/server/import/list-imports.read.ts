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
	state: z.enum(['draft', 'committed', 'undone']),
	entries: z.int()
});

export const listAccountsImports = defineOperation({
	name: 'accounting.list-imports',
	summary: 'The imports of accounts, newest first',
	permission: 'accounting.import',
	kind: 'query',
	http: { method: 'get', path: '/accounting/imports' },
	input: pastImportsPage,
	output: pastImports(importLine),
	run: ({ tx }, page) =>
		readPastImports<z.output<typeof importLine>>(
			tx,
			'accounting.import',
			page,
			sql`i.state, (i.understood->>'entries')::int AS entries`
		)
});
