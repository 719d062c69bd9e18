import { sql } from 'kysely';
import { z } from 'zod';
import { daysBetween, type Day } from '#shared/day.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { dayView } from './fields.ts';
import { standings } from './standing.sql.ts';

const owingLine = z.object({
	personId: z.uuid(),
	personName: z.string(),
	email: z.string().nullable(),
	owedCents: z.int(),
	since: dayView,
	days: z.int(),
	/** The memberships not paid in full, the oldest first. */
	memberships: z.array(
		z.object({
			id: z.uuid(),
			feeName: z.string(),
			tariffLabel: z.string(),
			season: z.string().nullable(),
			dueCents: z.int(),
			paidCents: z.int()
		})
	)
});
export type OwingLine = z.output<typeof owingLine>;

export const listOwing = defineOperation({
	name: 'membership.list-owing',
	summary: 'Lists who owes what, the oldest debt first.',
	permission: 'membership.read',
	kind: 'query',
	http: { method: 'get', path: '/membership/owing' },
	input: z.strictObject({
		cursor: z.string().max(200).optional(),
		limit: z.int().min(1).max(200).default(50)
	}),
	output: z.object({
		/** Of all pages. */
		people: z.int(),
		owedCents: z.int(),
		lines: z.array(owingLine),
		next: z.string().nullable()
	}),
	async run({ tx, today }, { cursor, limit }) {
		const owing = sql`(${standings(today)}) s`;
		const { rows: sums } = await sql<{ people: number; owedCents: number }>`
			SELECT count(*) AS people, coalesce(sum(s.owed_cents), 0) AS "owedCents"
			FROM ${owing} WHERE s.owed_cents > 0`.execute(tx);
		const after = cursor === undefined ? undefined : readCursor(cursor);
		const page = after
			? sql`AND (s.since, s.person_id) > (${after.day}::date, ${after.id}::uuid)`
			: sql``;
		const { rows } = await sql<Omit<OwingLine, 'days'> & { since: Day }>`
			SELECT s.person_id AS "personId", p.display_name AS "personName", p.email,
				s.owed_cents AS "owedCents", s.since, (
					SELECT json_agg(json_build_object('id', m.id, 'feeName', f.name, 'tariffLabel', t.label,
						'season', m.season, 'dueCents', m.due_cents, 'paidCents', m.paid_cents)
						ORDER BY m.starts_on, m.id)
					FROM membership.membership m
					JOIN membership.fee f ON f.association_id = m.association_id AND f.id = m.fee_id
					JOIN membership.tariff t ON t.association_id = m.association_id AND t.id = m.tariff_id
					WHERE m.person_id = s.person_id AND m.cancelled_at IS NULL
						AND m.starts_on <= ${today} AND m.paid_cents < m.due_cents
				) AS memberships
			FROM ${owing} JOIN people.person_summary p ON p.id = s.person_id
			WHERE s.owed_cents > 0 ${page}
			ORDER BY s.since, s.person_id LIMIT ${limit + 1}`.execute(tx);
		const shown = rows.slice(0, limit);
		const last = rows.length > limit ? shown.at(-1) : undefined;
		return {
			...(sums[0] ?? { people: 0, owedCents: 0 }),
			lines: shown.map((line) => ({ ...line, days: daysBetween(line.since, today) })),
			next: last ? writeCursor({ day: last.since, id: last.personId }) : null
		};
	}
});
