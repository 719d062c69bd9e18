import { isId } from '#shared/id.ts';
import { people } from '#modules/people/server/index.ts';
import { download } from '#platform/page/perform.server.ts';
import { listFilter } from '../list-filter.server.ts';
import type { RequestHandler } from './$types';

const FORMATS = ['csv', 'xlsx', 'ods', 'vcf', 'json'] as const;

/** The list as it is shown, in one file. */
export const GET: RequestHandler = (event) => {
	const { searchParams } = event.url;
	const format = FORMATS.find((known) => known === searchParams.get('format')) ?? 'xlsx';
	const ids = searchParams.getAll('id').filter(isId);
	const chosen = ids.length > 0 ? { status: 'all' as const, ids } : listFilter(searchParams);
	return download(event, people.exportPersons, { ...chosen, format });
};
