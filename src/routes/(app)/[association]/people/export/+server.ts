import { people } from '#modules/people/server/index.ts';
import { download } from '#platform/page/perform.server.ts';
import { listFilter } from '../list-filter.server.ts';
import type { RequestHandler } from './$types';

const FORMATS = ['csv', 'xlsx', 'ods', 'vcf', 'json'] as const;

/** The list as it is shown, in one file. */
export const GET: RequestHandler = (event) => {
	const { searchParams } = event.url;
	const format = FORMATS.find((known) => known === searchParams.get('format')) ?? 'xlsx';
	return download(event, people.exportPersons, { ...listFilter(searchParams), format });
};
