import { banking } from '#modules/banking/server/index.ts';
import { download } from '#platform/page/perform.server.ts';
import { readLineFilter } from '../line-filter.server.ts';
import type { RequestHandler } from './$types';

const FORMATS = ['pdf', 'ods', 'xlsx', 'csv'] as const;

/** The lines that the page shows, in a file: `?state=open&format=xlsx`. */
export const GET: RequestHandler = (event) => {
	const { searchParams } = event.url;
	return download(event, banking.exportLines, {
		account: event.params.account,
		...readLineFilter(searchParams),
		format: FORMATS.find((known) => known === searchParams.get('format')) ?? 'csv'
	});
};
