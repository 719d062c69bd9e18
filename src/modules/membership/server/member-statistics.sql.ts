import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { SeasonTally, Turn } from '../domain/member-counts.ts';
import type { MemberFigures } from './member-statistics.read.ts';

/** When people become members and stop: memberships that touch or overlap are one period. */
export async function turnsOf(tx: Tx): Promise<Turn[]> {
	const { rows } = await sql<Turn>`
		WITH own AS (
			SELECT range_agg(daterange(m.starts_on, m.ends_on, '[]')) AS periods
			FROM membership.membership m WHERE m.cancelled_at IS NULL GROUP BY m.person_id
		), turn AS (
			SELECT lower(p) AS day, 1 AS comes, 0 AS leaves, 0 AS first FROM own, unnest(own.periods) p
			UNION ALL
			SELECT upper(p), 0, 1, 0 FROM own, unnest(own.periods) p WHERE NOT upper_inf(p)
			UNION ALL
			SELECT lower(own.periods), 0, 0, 1 FROM own
		)
		SELECT day, sum(comes)::integer AS comes, sum(leaves)::integer AS leaves, sum(first)::integer AS first
		FROM turn GROUP BY day ORDER BY day`.execute(tx);
	return rows;
}

/** People with a membership of each season that has begun, whatever the fee. */
export async function seasonTallies(tx: Tx, today: Day): Promise<SeasonTally[]> {
	const { rows } = await sql<SeasonTally>`
		SELECT year, count(*)::integer AS members,
			count(*) FILTER (WHERE before = year - 1)::integer AS renewed,
			count(*) FILTER (WHERE before IS NULL)::integer AS first
		FROM (
			SELECT year, lag(year) OVER (PARTITION BY person_id ORDER BY year) AS before
			FROM (
				SELECT DISTINCT m.person_id, left(m.season, 4)::integer AS year
				FROM membership.membership m
				WHERE m.cancelled_at IS NULL AND m.season IS NOT NULL AND m.starts_on <= ${today}
			) had
		) followed
		GROUP BY year ORDER BY year`.execute(tx);
	return rows;
}

/** People who are members on a day. */
function membersOn(today: Day) {
	return sql`SELECT DISTINCT m.association_id, m.person_id FROM membership.membership m
		WHERE m.cancelled_at IS NULL AND m.starts_on <= ${today} AND coalesce(m.ends_on >= ${today}, true)`;
}

/** Lower bounds of the ages, in years. */
const AGES = [0, 6, 12, 18, 26, 36, 46, 56, 66, 76];

export async function agesOf(tx: Tx, today: Day): Promise<MemberFigures['ages']> {
	const { rows } = await sql<{ band: number | null; people: number }>`
		SELECT width_bucket(extract(year FROM age(${today}::date, p.birth_date)), ${AGES}::numeric[]) AS band,
			count(*)::integer AS people
		FROM (${membersOn(today)}) m
		JOIN people.person_profile p ON p.association_id = m.association_id AND p.id = m.person_id
		GROUP BY band`.execute(tx);
	const found = new Map(rows.map(({ band, people }) => [band, people]));
	const bands = AGES.map((from, index) => {
		const next = AGES[index + 1];
		return { from, to: next === undefined ? null : next - 1, people: found.get(index + 1) ?? 0 };
	});
	const unknown = found.get(null) ?? 0;
	if (rows.length === 0) return [];
	return unknown > 0 ? [...bands, { from: null, to: null, people: unknown }] : bands;
}

export async function townsOf(tx: Tx, today: Day): Promise<MemberFigures['towns']> {
	const { rows } = await sql<MemberFigures['towns'][number]>`
		SELECT min(p.city) AS town, count(*)::integer AS people
		FROM (${membersOn(today)}) m
		JOIN people.person_profile p ON p.association_id = m.association_id AND p.id = m.person_id
		GROUP BY lower(p.city) ORDER BY people DESC, town LIMIT 12`.execute(tx);
	return rows;
}

export async function tariffsOf(tx: Tx, today: Day): Promise<MemberFigures['tariffs']> {
	const { rows } = await sql<MemberFigures['tariffs'][number]>`
		SELECT f.name AS fee, t.label AS tariff, c.people
		FROM (
			SELECT m.association_id, m.tariff_id, count(DISTINCT m.person_id)::integer AS people
			FROM membership.membership m
			WHERE m.cancelled_at IS NULL AND m.starts_on <= ${today}
				AND coalesce(m.ends_on >= ${today}, true)
			GROUP BY m.association_id, m.tariff_id
		) c
		JOIN membership.tariff t ON t.association_id = c.association_id AND t.id = c.tariff_id
		JOIN membership.fee f ON f.association_id = t.association_id AND f.id = t.fee_id
		ORDER BY c.people DESC, f.name, t.label LIMIT 30`.execute(tx);
	return rows;
}
