import { z } from 'zod';
import { m } from '#i18n';
import type { Locale } from '#platform/server/actor.ts';
import { defineDownload } from '#platform/server/operation.ts';
import type { TableContent } from '#platform/server/tabular/table-content.ts';
import { TABLE_MEDIA_TYPES, writeTable } from '#platform/server/tabular/write-table.ts';
import { memberStatistics, type MemberFigures } from './member-statistics.read.ts';

const TABLES = ['months', 'seasons', 'ages', 'towns', 'tariffs'] as const;
type TableName = (typeof TABLES)[number];

export const exportMemberStatistics = defineDownload({
	name: 'membership.export-member-statistics',
	summary: 'Writes one table of the statistics of members as CSV, XLSX or ODS.',
	permission: 'membership.read',
	kind: 'query',
	http: { method: 'get', path: '/membership/statistics-exports' },
	input: z.strictObject({
		table: z.enum(TABLES),
		format: z.enum(['csv', 'xlsx', 'ods']).default('ods')
	}),
	mediaTypes: TABLE_MEDIA_TYPES,
	async run(context, { table, format }) {
		const figures = await memberStatistics.run(context, {});
		return writeTable(tableOf(figures, table, context.actor.locale), format);
	}
});

function tableOf(figures: MemberFigures, table: TableName, locale: Locale): TableContent {
	const words = { locale } as const;
	const number = (key: string, label: string) => ({ key, label, kind: 'number' as const });
	const text = (key: string, label: string) => ({ key, label, kind: 'text' as const });
	const people = number('people', m.membership_statistics_people({}, words));
	const members = number('members', m.membership_statistics_members({}, words));
	const columns = {
		months: [
			{ key: 'day', label: m.membership_field_date({}, words), kind: 'day' as const },
			members,
			number('former', m.membership_statistics_former({}, words))
		],
		seasons: [
			number('year', m.membership_field_season({}, words)),
			members,
			number('renewed', m.membership_statistics_renewed({}, words)),
			number('first', m.membership_statistics_first({}, words)),
			number('back', m.membership_statistics_back({}, words)),
			number('lost', m.membership_statistics_lost({}, words))
		],
		ages: [
			number('from', m.membership_field_age_min({}, words)),
			number('to', m.membership_field_age_max({}, words)),
			people
		],
		towns: [text('town', m.membership_statistics_town({}, words)), people],
		tariffs: [
			text('fee', m.membership_column_fee({}, words)),
			text('tariff', m.membership_field_tariff({}, words)),
			people
		]
	};
	const names = {
		months: m.membership_statistics_months,
		seasons: m.membership_statistics_seasons,
		ages: m.membership_statistics_ages,
		towns: m.membership_statistics_towns,
		tariffs: m.membership_statistics_tariffs
	};
	return { name: names[table]({}, words), columns: columns[table], rows: figures[table] };
}
