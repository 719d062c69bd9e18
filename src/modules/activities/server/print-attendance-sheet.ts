import { z } from 'zod';
import { formatDay } from '#shared/day.ts';
import { m } from '#i18n';
import { defineDownload } from '#platform/server/operation.ts';
import { PDF_MEDIA_TYPE, printDocument } from '#platform/server/pdf/print.ts';
import { readPhotos } from '#modules/people/server/index.ts';
import { getSession } from './activities.read.ts';

export const printAttendanceSheet = defineDownload({
	name: 'activities.print-attendance-sheet',
	summary: 'Writes the sheet of a session as a PDF: who is expected, and where they sign.',
	permission: 'activities.self',
	kind: 'query',
	http: { method: 'get', path: '/activities/sessions/{id}/sheet' },
	input: z.strictObject({
		id: z.uuid(),
		/** The photograph of those who have one, before their name. */
		photos: z.boolean().default(false)
	}),
	mediaTypes: [PDF_MEDIA_TYPE],
	async run(context, { id, photos }) {
		const { association, actor } = context;
		const { locale } = actor;
		const session = await getSession.run(context, { id });
		const { activityName, day, startsAt, endsAt, people } = session;
		const words = { locale } as const;
		const ids = people.flatMap(({ personId, photoId }) => (photoId ? [personId] : []));
		const pictures = photos ? await readPhotos(context, ids, { size: 'small' }) : undefined;
		return printDocument({
			title: m.activities_sheet_title({ activity: activityName }, words),
			association: association.name,
			date: day,
			locale,
			blocks: [
				{
					kind: 'paragraph',
					text: m.activities_session_when(
						{ day: formatDay(day, locale), start: startsAt, end: endsAt },
						words
					)
				},
				{
					kind: 'table',
					pictures: photos,
					columns: [
						{ label: m.activities_column_person({}, words), weight: 2 },
						{ label: m.activities_column_signature({}, words), weight: 2 }
					],
					rows: people.map(({ personId, personName }) => ({
						cells: [`${personName}\n `, ''],
						picture: pictures?.get(personId)
					}))
				}
			]
		});
	}
});
