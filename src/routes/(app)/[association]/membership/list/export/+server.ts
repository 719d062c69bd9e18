import { membership } from '#modules/membership/server/index.ts';
import { download } from '#platform/page/perform.server.ts';
import { listFilter } from '../list-filter.server.ts';
import type { RequestHandler } from './$types';

const FORMATS = ['csv', 'xlsx', 'ods'] as const;

/** The list as it is shown, in one file that can be imported again. */
export const GET: RequestHandler = (event) => {
	const { searchParams } = event.url;
	const format = FORMATS.find((known) => known === searchParams.get('format')) ?? 'xlsx';
	return download(event, membership.exportMemberships, { ...listFilter(searchParams), format });
};
