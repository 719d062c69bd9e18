import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { countsOn, monthEnds, seasonCounts } from '../domain/member-counts.ts';
import { dayView } from './fields.ts';
import { agesOf, seasonTallies, tariffsOf, townsOf, turnsOf } from './member-statistics.sql.ts';

const SEASONS_SHOWN = 12;

export const memberFigures = z.object({
	/** Of the last twelve months, the last day of each; of this one, today. */
	months: z.array(z.object({ day: dayView, members: z.int(), former: z.int() })),
	/** At most twelve, in order; for fees that have seasons or years. */
	seasons: z.array(
		z.object({
			/** The year it begins in. */
			year: z.int(),
			members: z.int(),
			/** Members of the season before, and of this one. */
			renewed: z.int(),
			/** Members for the first time, and members of a season before the last. */
			first: z.int(),
			back: z.int(),
			/** Members of the season before only. */
			lost: z.int()
		})
	),
	/** Members of today, in years; `from` is `null` for those whose age is not known. */
	ages: z.array(z.object({ from: z.int().nullable(), to: z.int().nullable(), people: z.int() })),
	/** Members of today by town, the twelve largest; `null` for those whose town is not known. */
	towns: z.array(z.object({ town: z.string().nullable(), people: z.int() })),
	/** Memberships of today by tariff, the largest first; at most thirty. */
	tariffs: z.array(z.object({ fee: z.string(), tariff: z.string(), people: z.int() }))
});
export type MemberFigures = z.output<typeof memberFigures>;

export const memberStatistics = defineOperation({
	name: 'membership.member-statistics',
	summary:
		'Counts members over twelve months and twelve seasons, renewals and losses, and those of today by age, town and tariff.',
	permission: 'membership.read',
	kind: 'query',
	http: { method: 'get', path: '/membership/statistics' },
	input: z.strictObject({}),
	output: memberFigures,
	run: ({ tx, today, remember }) =>
		remember('member statistics', async () => {
			const seasons = seasonCounts(await seasonTallies(tx, today));
			return {
				months: countsOn(monthEnds(today), await turnsOf(tx)),
				seasons: seasons.slice(-SEASONS_SHOWN),
				ages: await agesOf(tx, today),
				towns: await townsOf(tx, today),
				tariffs: await tariffsOf(tx, today)
			};
		})
});
