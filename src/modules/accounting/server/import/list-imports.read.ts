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
	state: z.enum(['reading', 'draft', 'committed', 'undone']),
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
			sql`CASE WHEN i.understood IS NULL THEN 'reading' ELSE i.state END AS state,
				coalesce((i.understood->>'entries')::int, 0) AS entries`
		)
});
