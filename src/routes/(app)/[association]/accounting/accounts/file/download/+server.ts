import { accounting } from '#modules/accounting/server/index.ts';
import { download } from '#platform/page/perform.server.ts';
import type { RequestHandler } from './$types';

/** The chart as a file: `?layout=paheko-csv`. */
export const GET: RequestHandler = async (event) => {
	const [layout, format] = (event.url.searchParams.get('layout') ?? 'essaim-csv').split('-');
	return download(event, accounting.exportChart, { layout, format });
};
