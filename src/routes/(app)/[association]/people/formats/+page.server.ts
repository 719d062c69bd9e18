import { people } from '#modules/people/server/index.ts';
import { read } from '#platform/page/perform.server.ts';
import { searchOf } from '../search-of.server.ts';
import { listFilter } from '../list-filter.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { searchParams } = event.url;
	const [{ sentence }, { total }] = await Promise.all([
		read(event, people.describeSearch, searchOf(searchParams)),
		read(event, people.listPersons, { ...listFilter(searchParams), limit: 1 })
	]);
	const kept = new URLSearchParams(searchParams);
	for (const name of ['cursor', 'columns', 'format']) kept.delete(name);
	return { sentence, total, kept: kept.toString() };
};
