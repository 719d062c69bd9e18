import { sql } from 'kysely';
import { z } from 'zod';
import { m } from '#i18n';
import {
	defineDownload,
	defineOperation,
	type OperationContext
} from '#platform/server/operation.ts';
import { TABLE_MEDIA_TYPES, writeTable } from '#platform/server/tabular/write-table.ts';
import { birthDatesOf } from '#modules/people/server/index.ts';
import { daysOf, isSeason, seasonOn } from '../domain/season.ts';
import { yearsOld } from '../domain/places.ts';

const seasonInput = {
	/** `2026-2027`; that of today unless said. */
	season: z.string().refine(isSeason, 'activities.season-unreadable').optional()
};

const activityFigures = z.object({
	id: z.uuid(),
	name: z.string(),
	place: z.string().nullable(),
	capacity: z.int().nullable(),
	registered: z.int(),
	waiting: z.int(),
	/** Held, those where somebody was marked. */
	sessions: z.int(),
	/** Marks of all its sessions, and those that say « present ». */
	marked: z.int(),
	present: z.int()
});
type ActivityFigures = z.output<typeof activityFigures>;

const figures = z.object({
	season: z.string(),
	/** Seasons that have activities, the latest first. */
	seasons: z.array(z.string()),
	/** Different people registered. */
	people: z.int(),
	registered: z.int(),
	waiting: z.int(),
	/** By name; at most five hundred. */
	activities: z.array(activityFigures),
	/** People registered, by age on the first day of the season; `from` is `null` for those whose age is not known. */
	ages: z.array(z.object({ from: z.int().nullable(), to: z.int().nullable(), people: z.int() })),
	/** Registrations, by the place of the activity. */
	places: z.array(z.object({ place: z.string().nullable(), registered: z.int() }))
});

export const seasonStatistics = defineOperation({
	name: 'activities.season-statistics',
	summary: 'Counts a season: places and filling, attendance, ages, places.',
	permission: 'activities.figures',
	kind: 'query',
	http: { method: 'get', path: '/activity-statistics' },
	input: z.strictObject(seasonInput),
	output: figures,
	run: (context, { season = seasonOn(context.today) }) =>
		context.remember(`activities ${season}`, () => count(context, season))
});

/** Lower bounds of the ages, in years. */
const AGES = [0, 6, 12, 18, 26, 40, 60, 75];

async function count(context: OperationContext, season: string): Promise<z.output<typeof figures>> {
	const { tx } = context;
	const { rows: activities } = await sql<ActivityFigures>`
		SELECT a.id, a.name, a.place, a.capacity,
			(SELECT count(*) FROM activities.registration r WHERE r.association_id = a.association_id
				AND r.activity_id = a.id AND r.state = 'registered') AS registered,
			(SELECT count(*) FROM activities.registration r WHERE r.association_id = a.association_id
				AND r.activity_id = a.id AND r.state = 'waiting') AS waiting,
			count(DISTINCT t.session_id) AS sessions, count(t.id) AS marked,
			count(t.id) FILTER (WHERE t.state = 'present') AS present
		FROM activities.activity a
		LEFT JOIN activities.session s ON s.association_id = a.association_id AND s.activity_id = a.id
		LEFT JOIN activities.attendance t ON t.association_id = s.association_id AND t.session_id = s.id
		WHERE a.season = ${season}
		GROUP BY a.association_id, a.id ORDER BY a.name, a.id LIMIT 500`.execute(tx);
	const { rows: people } = await sql<{ id: string }>`
		SELECT DISTINCT r.person_id AS id FROM activities.registration r
		JOIN activities.activity a ON a.association_id = r.association_id AND a.id = r.activity_id
		WHERE a.season = ${season} AND r.state = 'registered'`.execute(tx);
	const { rows: seasons } = await sql<{ season: string }>`
		SELECT DISTINCT a.season FROM activities.activity a ORDER BY a.season DESC LIMIT 50`.execute(tx);
	const total = (key: 'registered' | 'waiting') =>
		activities.reduce((sum, activity) => sum + activity[key], 0);
	return {
		season,
		seasons: [...new Set([season, ...seasons.map((one) => one.season)])].toSorted().toReversed(),
		people: people.length,
		registered: total('registered'),
		waiting: total('waiting'),
		activities,
		ages: await agesOf(
			context,
			people.map(({ id }) => id),
			season
		),
		places: [...Map.groupBy(activities, ({ place }) => place)].map(([place, some]) => ({
			place,
			registered: some.reduce((sum, { registered }) => sum + registered, 0)
		}))
	};
}

async function agesOf(context: OperationContext, ids: readonly string[], season: string) {
	const born = await birthDatesOf(context, ids);
	const { first } = daysOf(season);
	const counts = AGES.map(() => 0);
	for (const birthDate of born.values()) {
		const at = AGES.findLastIndex((from) => yearsOld(birthDate, first) >= from);
		counts[Math.max(0, at)] = (counts[Math.max(0, at)] ?? 0) + 1;
	}
	const bands = AGES.map((from, index) => {
		const next = AGES[index + 1];
		return { from, to: next === undefined ? null : next - 1, people: counts[index] ?? 0 };
	});
	const unknown = ids.length - born.size;
	return unknown > 0 ? [...bands, { from: null, to: null, people: unknown }] : bands;
}

export const exportSeasonStatistics = defineDownload({
	name: 'activities.export-season-statistics',
	summary: 'Writes the figures of a season, activity by activity, as CSV, XLSX or ODS.',
	permission: 'activities.figures',
	kind: 'query',
	http: { method: 'get', path: '/activity-statistics-exports' },
	input: z.strictObject({ ...seasonInput, format: z.enum(['csv', 'xlsx', 'ods']).default('ods') }),
	mediaTypes: TABLE_MEDIA_TYPES,
	async run(context, { season, format }) {
		const counted = await seasonStatistics.run(context, { season });
		const words = { locale: context.actor.locale } as const;
		return writeTable(
			{
				name: m.activities_statistics_file({ season: counted.season }, words),
				columns: [
					{ key: 'name', label: m.activities_column_activity({}, words), kind: 'text' },
					{ key: 'place', label: m.activities_field_place({}, words), kind: 'text' },
					{ key: 'capacity', label: m.activities_field_capacity({}, words), kind: 'number' },
					{ key: 'registered', label: m.activities_registered({}, words), kind: 'number' },
					{ key: 'waiting', label: m.activities_waiting_list({}, words), kind: 'number' },
					{ key: 'sessions', label: m.activities_column_held({}, words), kind: 'number' },
					{ key: 'marked', label: m.activities_column_marked({}, words), kind: 'number' },
					{ key: 'present', label: m.activities_column_present({}, words), kind: 'number' }
				],
				rows: counted.activities
			},
			format
		);
	}
});
