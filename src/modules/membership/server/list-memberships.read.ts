import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Day } from '#shared/day.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { dayView } from './fields.ts';
import { plannedDues } from './instalments.sql.ts';
import { membershipState } from './standing.sql.ts';

export const MEMBERSHIP_STATES = ['up-to-date', 'owing', 'upcoming', 'expired'] as const;

/** Which memberships a list shows. */
export const membershipFilter = {
	feeId: z.uuid().optional(),
	tariffId: z.uuid().optional(),
	/** `2026-2027` or `2026`. */
	season: z.string().max(9).optional(),
	state: z.enum(MEMBERSHIP_STATES).optional()
};

export const membershipLine = z.object({
	id: z.uuid(),
	personId: z.uuid(),
	personName: z.string(),
	feeId: z.uuid(),
	feeName: z.string(),
	tariffLabel: z.string(),
	season: z.string().nullable(),
	startsOn: dayView,
	endsOn: dayView.nullable(),
	dueCents: z.int(),
	paidCents: z.int(),
	/** Of what is paid, what was before an import brought it: the accounts of then have it. */
	broughtCents: z.int(),
	/** When it is paid in instalments: what they ask for today, and since when. */
	plan: z.object({ owedCents: z.int(), since: dayView.nullable() }).nullable(),
	state: z.enum(MEMBERSHIP_STATES)
});
export type MembershipLine = z.output<typeof membershipLine>;

export const listMemberships = defineOperation({
	name: 'membership.list-memberships',
	summary: 'Lists memberships by page, the latest first, with what they sum up to.',
	permission: 'membership.read',
	kind: 'query',
	http: { method: 'get', path: '/membership/memberships' },
	input: z.strictObject({
		...membershipFilter,
		cursor: z.string().max(200).optional(),
		limit: z.int().min(1).max(200).default(50)
	}),
	output: z.object({
		/** Of all pages. */
		total: z.int(),
		dueCents: z.int(),
		paidCents: z.int(),
		/** Seasons that have memberships, the latest first. */
		seasons: z.array(z.string()),
		memberships: z.array(membershipLine),
		next: z.string().nullable()
	}),
	async run({ tx, today }, { cursor, limit, ...filter }) {
		const where = matchingMemberships(filter, today);
		const { rows: sums } = await sql<{ total: number; dueCents: number; paidCents: number }>`
			SELECT count(*) AS total, coalesce(sum(m.due_cents), 0) AS "dueCents",
				coalesce(sum(m.paid_cents), 0) AS "paidCents"
			FROM membership.membership m WHERE ${where}`.execute(tx);
		const { rows: seasons } = await sql<{ season: string }>`
			SELECT DISTINCT m.season FROM membership.membership m
			WHERE m.season IS NOT NULL AND m.cancelled_at IS NULL
			ORDER BY m.season DESC LIMIT 50`.execute(tx);
		const after = cursor === undefined ? undefined : readCursor(cursor);
		const page = after
			? sql`${where} AND (m.starts_on, m.id) < (${after.day}::date, ${after.id}::uuid)`
			: where;
		const { rows } = await sql<MembershipLine>`
			${membershipLines(today)}
			WHERE ${page} ORDER BY m.starts_on DESC, m.id DESC LIMIT ${limit + 1}`.execute(tx);
		const shown = rows.slice(0, limit);
		const last = rows.length > limit ? shown.at(-1) : undefined;
		return {
			...(sums[0] ?? { total: 0, dueCents: 0, paidCents: 0 }),
			seasons: seasons.map(({ season }) => season),
			memberships: shown,
			next: last ? writeCursor({ day: last.startsOn, id: last.id }) : null
		};
	}
});

/** The lines of memberships `m`, before their `WHERE`. */
/** Without `planned`, for an association where nobody pays in several times: half the work for PostgreSQL. */
export function membershipLines(today: Day, planned = true): RawBuilder<MembershipLine> {
	const plan = sql`CASE WHEN m.paid_cents < m.due_cents THEN (
		SELECT json_build_object('owedCents', d.owed, 'since', d.since)
		FROM (${plannedDues(today, sql`x.id = m.id`)}) d) END`;
	return sql<MembershipLine>`
		SELECT m.id, m.person_id AS "personId", p.display_name AS "personName", m.fee_id AS "feeId",
			f.name AS "feeName", t.label AS "tariffLabel", m.season, m.starts_on AS "startsOn",
			m.ends_on AS "endsOn", m.due_cents AS "dueCents", m.paid_cents AS "paidCents",
			m.brought_cents AS "broughtCents", ${planned ? plan : sql`NULL`} AS plan, ${membershipState(today, planned)} AS state
		FROM membership.membership m
		JOIN people.person_summary p ON p.association_id = m.association_id AND p.id = m.person_id
		JOIN membership.fee f ON f.association_id = m.association_id AND f.id = m.fee_id
		JOIN membership.tariff t ON t.association_id = m.association_id AND t.id = m.tariff_id`;
}

/** The condition of a filter on memberships `m`, those not cancelled. */
export function matchingMemberships(
	{ feeId, tariffId, season, state }: z.output<z.ZodObject<typeof membershipFilter>>,
	today: Day
): RawBuilder<boolean> {
	const conditions: RawBuilder<unknown>[] = [sql`m.cancelled_at IS NULL`];
	if (feeId) conditions.push(sql`m.fee_id = ${feeId}`);
	if (tariffId) conditions.push(sql`m.tariff_id = ${tariffId}`);
	if (season) conditions.push(sql`m.season = ${season}`);
	if (state) conditions.push(sql`${membershipState(today)} = ${state}`);
	return sql<boolean>`${sql.join(conditions, sql` AND `)}`;
}
