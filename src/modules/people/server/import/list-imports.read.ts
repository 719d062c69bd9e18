import { sql } from 'kysely';
import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import {
	pastImport,
	pastImports,
	pastImportsPage,
	readPastImports
} from '#platform/server/imports/past-imports.ts';
import { importTotals } from './preview-import.read.ts';

const importLine = pastImport.extend({
	state: z.enum(['draft', 'committed', 'undone']),
	/** Lines by outcome; `null` until committed. */
	totals: importTotals.nullable(),
	committedAt: z.date().nullable(),
	undoneAt: z.date().nullable()
});

export const listImports = defineOperation({
	name: 'people.list-imports',
	summary: 'Lists the imports of people, newest first.',
	permission: 'people.import',
	kind: 'query',
	http: { method: 'get', path: '/person-imports' },
	input: pastImportsPage,
	output: pastImports(importLine),
	run: ({ tx }, page) =>
		readPastImports<z.output<typeof importLine>>(
			tx,
			'people.import',
			page,
			sql`i.state, i.totals, i.committed_at AS "committedAt", i.undone_at AS "undoneAt"`
		)
});
