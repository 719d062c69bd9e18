import { sql } from 'kysely';
import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { maySee } from '../domain/custom/custom-field.ts';
import type { Changes } from '../domain/change.ts';
import { customFields } from './custom/field-row.ts';
import { viewerOf } from './custom/viewer.ts';
import { loadPerson } from './person-row.ts';

export const value = z.union([z.string(), z.boolean()]).nullable();

export const fieldChange = z.object({ field: z.string(), before: value, after: value });

/** What changed as a list, in the order in which it was written. */
export function listChanges(changes: Changes): z.output<typeof fieldChange>[] {
	return Object.entries(changes).map(([field, [before, after]]) => ({ field, before, after }));
}

interface Row {
	version: number;
	at: Date;
	by: string | null;
	importId: string | null;
	changes: Changes | null;
}

export const personHistory = defineOperation({
	name: 'people.person-history',
	summary: 'Tells who changed what of a person and when, newest first.',
	permission: 'people.read',
	kind: 'query',
	http: { method: 'get', path: '/persons/{id}/history' },
	input: z.strictObject({
		id: z.uuid(),
		/** Changes older than this version. */
		before: z.int().min(1).optional(),
		limit: z.int().min(1).max(200).default(50)
	}),
	output: z.object({
		events: z.array(
			z.object({
				version: z.int(),
				at: z.date(),
				/** Name of the account; `null` for a job, or for somebody who has left. */
				by: z.string().nullable(),
				importId: z.uuid().nullable(),
				kind: z.enum(['created', 'changed']),
				changes: z.array(fieldChange)
			})
		),
		/** To be given as `before` for the next page. */
		next: z.int().nullable()
	}),
	async run({ tx, actor }, { id, before, limit }) {
		await loadPerson(tx, id);
		const { rows } = await sql<Row>`
			SELECT e.version, e.at, a.name AS by,
				e.import_id AS "importId", e.changes
			FROM (
				SELECT c.version, c.at, c.account_id, c.import_id, c.changes
				FROM people.person_change c WHERE c.person_id = ${id}
				UNION ALL
				SELECT 1, p.created_at, p.created_by, p.import_id, NULL
				FROM people.person p WHERE p.id = ${id}
			) e
			LEFT JOIN platform.known_account a ON a.account_id = e.account_id
			WHERE ${before === undefined ? sql`true` : sql`e.version < ${before}`}
			ORDER BY e.version DESC LIMIT ${limit + 1}`.execute(tx);
		const shown = rows.slice(0, limit);
		const viewer = viewerOf(actor);
		const hidden = new Set([
			...(viewer.writes ? [] : ['restrictedNotes']),
			...(await customFields(tx))
				.filter((field) => !maySee(field, viewer))
				.map(({ key }) => `custom.${key}`)
		]);
		return {
			events: shown.map(({ changes, ...event }) => ({
				...event,
				kind: changes === null ? ('created' as const) : ('changed' as const),
				changes: listChanges(changes ?? {}).filter(({ field }) => !hidden.has(field))
			})),
			next: rows.length > limit ? (shown.at(-1)?.version ?? null) : null
		};
	}
});
