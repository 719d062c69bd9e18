import { sql } from 'kysely';
import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { chartOn } from '../chart/kept-accounts.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { templatesQuery, templateView, toTemplateViews } from './load-templates.ts';

export const listEntryTemplates = defineOperation({
	name: 'accounting.list-entry-templates',
	summary: 'List the templates of entries, in order of name',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/templates' },
	input: z.strictObject({
		search: z.string().trim().max(100).optional(),
		/** Those put away as well. */
		all: z.boolean().optional(),
		after: z.string().max(500).optional(),
		limit: z.int().min(1).max(200).default(50)
	}),
	output: z.object({ templates: z.array(templateView), next: z.string().optional() }),
	async run({ tx, today }, { search, all, after, limit }) {
		let query = templatesQuery(tx)
			.orderBy('t.name')
			.limit(limit + 1);
		if (!all) query = query.where('t.archived', '=', false);
		if (search) query = query.where(sql<boolean>`strpos(lower(t.name), lower(${search})) > 0`);
		if (after) {
			const [name] = readCursor<[string]>(after, [(value) => typeof value === 'string']);
			query = query.where('t.name', '>', name);
		}
		const rows = await query.execute();
		const page = rows.slice(0, limit);
		const last = page.at(-1);
		return {
			templates: await toTemplateViews(tx, await chartOn(tx, today), page),
			next: rows.length > page.length && last ? writeCursor([last.name]) : undefined
		};
	}
});
