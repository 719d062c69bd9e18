import { parseDay } from '#shared/day.ts';
import { banking } from '#modules/banking/server/index.ts';
import { download } from '#platform/page/perform.server.ts';
import type { RequestHandler } from './$types';

const FORMATS = ['pdf', 'ods', 'xlsx', 'csv'] as const;

/** The reconciliation statement in a file: `?on=2026-11-30&format=pdf`. */
export const GET: RequestHandler = (event) => {
	const { searchParams } = event.url;
	return download(event, banking.exportReconciliation, {
		account: event.params.account,
		on: parseDay(searchParams.get('on') ?? ''),
		format: FORMATS.find((known) => known === searchParams.get('format')) ?? 'pdf'
	});
};
