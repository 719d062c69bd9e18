import { people } from '#modules/people/server/index.ts';
import { callerOf, read } from '#platform/page/perform.server.ts';
import { listFilter } from '../list-filter.server.ts';
import { chosenIn } from '../actions/selected.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { searchParams } = event.url;
	const cursor = searchParams.get('cursor') ?? undefined;
	const list = await read(event, people.listPersons, {
		...listFilter(searchParams),
		cursor,
		limit: 100
	});
	const all = chosenIn(searchParams);
	all.delete('id');
	const reads = callerOf(event).actor.permissions.has('people.read');
	return { ...list, all: all.toString(), reads };
};
