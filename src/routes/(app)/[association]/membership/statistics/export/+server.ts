import { membership } from '#modules/membership/server/index.ts';
import { download } from '#platform/page/perform.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => {
	const { searchParams } = event.url;
	return download(event, membership.exportMemberStatistics, {
		table: searchParams.get('table') ?? 'seasons',
		format: searchParams.get('format') ?? 'ods'
	});
};
