import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';

const REASONS = ['email', 'birth', 'phone'] as const;
const person = z.object({
	id: z.uuid(),
	name: z.string(),
	number: z.string().nullable(),
	email: z.string().nullable(),
	city: z.string().nullable()
});

interface Row {
	reason: (typeof REASONS)[number];
	one: z.output<typeof person>;
	other: z.output<typeof person>;
}

export const findDuplicates = defineOperation({
	name: 'people.find-duplicates',
	summary:
		'Finds people who may be one: same e-mail and name, same name and birth date, same telephone and first name.',
	permission: 'people.write',
	kind: 'query',
	http: { method: 'get', path: '/person-duplicates' },
	input: z.strictObject({ limit: z.int().min(1).max(200).default(50) }),
	output: z.object({
		pairs: z.array(z.object({ reason: z.enum(REASONS), one: person, other: person }))
	}),
	async run({ tx }, { limit }) {
		const view = (side: string) =>
			sql`json_build_object('id', ${sql.ref(`${side}.id`)}, 'name', ${sql.ref(`${side}.display_name`)},
				'number', ${sql.ref(`${side}.number`)}, 'email', ${sql.ref(`${side}.email`)},
				'city', ${sql.ref(`${side}.city`)})`;
		const alike = (same: RawBuilder<boolean>) => sql`
			SELECT a.id AS one, b.id AS other
			FROM people.person a JOIN people.person b ON ${same} AND b.id > a.id
			WHERE NOT a.archived AND NOT b.archived`;
		// Each likeness is a join by equality, so that all are compared at once. Two birth dates that are both known and
		// differ tell two people apart.
		const { rows } = await sql<Row>`
			WITH alike AS (
				${alike(sql`b.email_key = a.email_key AND b.sort_name = a.sort_name`)}
				UNION
				${alike(sql`b.sort_name = a.sort_name AND b.birth_date = a.birth_date`)}
				UNION
				${alike(sql`b.phone = a.phone AND lower(b.first_name) = lower(a.first_name)`)}
			), pair AS (
				SELECT a.id AS one, b.id AS other,
					CASE WHEN b.email_key = a.email_key AND b.sort_name = a.sort_name THEN 'email'
						WHEN b.sort_name = a.sort_name THEN 'birth' ELSE 'phone' END AS reason
				FROM alike
				JOIN people.person a ON a.id = alike.one
				JOIN people.person b ON b.id = alike.other
				WHERE NOT coalesce(a.birth_date <> b.birth_date, false)
					AND NOT EXISTS (SELECT FROM people.told_apart d
						WHERE d.association_id = a.association_id AND d.one_id = a.id AND d.other_id = b.id)
				ORDER BY a.sort_name, a.id LIMIT ${limit}
			)
			SELECT pair.reason, ${view('a')} AS one, ${view('b')} AS other
			FROM pair JOIN people.person a ON a.id = pair.one JOIN people.person b ON b.id = pair.other
			ORDER BY a.sort_name, a.id, b.id`.execute(tx);
		return { pairs: rows };
	}
});

export const listMerges = defineOperation({
	name: 'people.list-merges',
	summary: 'Lists the merges that can still be undone, newest first.',
	permission: 'people.write',
	kind: 'query',
	http: { method: 'get', path: '/person-merges' },
	input: z.strictObject({ limit: z.int().min(1).max(200).default(20) }),
	output: z.object({
		merges: z.array(
			z.object({
				id: z.uuid(),
				at: z.date(),
				keptId: z.uuid(),
				kept: z.string(),
				dropped: z.string()
			})
		)
	}),
	async run({ tx }, { limit }) {
		const { rows } = await sql<{
			id: string;
			at: Date;
			keptId: string;
			kept: string;
			dropped: string;
		}>`
			SELECT g.id, g.at, g.kept_id AS "keptId", k.display_name AS kept, d.display_name AS dropped
			FROM people.merge g
			JOIN people.person k ON k.association_id = g.association_id AND k.id = g.kept_id
			JOIN people.person d ON d.association_id = g.association_id AND d.id = g.dropped_id
			WHERE g.undone_at IS NULL ORDER BY g.id DESC LIMIT ${limit}`.execute(tx);
		return { merges: rows };
	}
});
