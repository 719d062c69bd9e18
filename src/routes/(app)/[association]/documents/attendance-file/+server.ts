import { documents } from '#modules/documents/server/index.ts';
import { download } from '#platform/page/perform.server.ts';
import { parseDay } from '#shared/day.ts';
import { audienceIn, numberIn } from '../audience.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => {
	const { searchParams } = event.url;
	const date = searchParams.get('date')?.trim();
	return download(event, documents.printAttendance, {
		...audienceIn(searchParams),
		title: searchParams.get('title') ?? undefined,
		date: date ? (parseDay(date) ?? date) : undefined,
		proxies: searchParams.get('proxies') === 'on',
		photos: searchParams.get('photos') === 'on',
		blankLines: numberIn(searchParams, 'blankLines')
	});
};
