import { sql } from 'kysely';
import { z } from 'zod';
import { isId } from '#shared/id.ts';
import { refuseField } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { dayView } from './fields.ts';

const renewal = z.object({
	id: z.uuid(),
	feeId: z.uuid(),
	feeName: z.string(),
	season: z.string().nullable(),
	askedOn: dayView,
	people: z.int(),
	totalCents: z.int(),
	/** The moment it was done, and undone. */
	doneAt: z.string(),
	undone: z.boolean(),
	/** Memberships of it that stand, and what is paid on them. */
	standing: z.int(),
	paidCents: z.int()
});
type Renewal = z.output<typeof renewal>;

export const listRenewals = defineOperation({
	name: 'membership.list-renewals',
	summary: 'Lists the renewals that were done, the latest first, and how much of each is paid.',
	permission: 'membership.enrol',
	kind: 'query',
	http: { method: 'get', path: '/membership/renewals' },
	input: z.strictObject({
		cursor: z.string().max(40).optional(),
		limit: z.int().min(1).max(100).default(20)
	}),
	output: z.object({ renewals: z.array(renewal), next: z.string().nullable() }),
	async run({ tx }, { cursor, limit }) {
		if (cursor !== undefined && !isId(cursor)) {
			throw refuseField('cursor', 'membership.cursor-unreadable');
		}
		const { rows } = await sql<Renewal & { doneAt: Date }>`
			SELECT r.id, r.fee_id AS "feeId", f.name AS "feeName", r.season, r.asked_on AS "askedOn", r.people,
				r.total_cents AS "totalCents", r.created_at AS "doneAt", r.undone_at IS NOT NULL AS undone,
				c.standing, c.paid AS "paidCents"
			FROM membership.renewal r
			JOIN membership.fee f ON f.association_id = r.association_id AND f.id = r.fee_id
			CROSS JOIN LATERAL (
				SELECT count(*) AS standing, coalesce(sum(m.paid_cents), 0) AS paid
				FROM membership.membership m
				WHERE m.association_id = r.association_id AND m.renewal_id = r.id AND m.cancelled_at IS NULL
			) c
			WHERE ${cursor === undefined ? sql`true` : sql`r.id < ${cursor}`}
			ORDER BY r.id DESC LIMIT ${limit + 1}`.execute(tx);
		const shown = rows.slice(0, limit);
		return {
			renewals: shown.map((row) => ({ ...row, doneAt: row.doneAt.toISOString() })),
			next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null
		};
	}
});
