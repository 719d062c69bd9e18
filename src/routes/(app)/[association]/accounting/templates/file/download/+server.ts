import { accounting } from '#modules/accounting/server/index.ts';
import { download } from '#platform/page/perform.server.ts';
import type { RequestHandler } from './$types';

/** The templates as a file: `?format=ods`. */
export const GET: RequestHandler = (event) => {
	const format = event.url.searchParams.get('format') ?? 'csv';
	return download(event, accounting.exportEntryTemplates, { format });
};
