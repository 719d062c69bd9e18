import { banking } from '#modules/banking/server/index.ts';
import { download } from '#platform/page/perform.server.ts';
import type { RequestHandler } from './$types';

const FORMATS = ['csv', 'xlsx', 'ods'] as const;

/** The rules in a file: `?format=ods`. */
export const GET: RequestHandler = (event) => {
	const wanted = event.url.searchParams.get('format');
	return download(event, banking.exportRules, {
		format: FORMATS.find((known) => known === wanted) ?? 'csv'
	});
};
