import { people } from '#modules/people/server/index.ts';
import { callerOf, read } from '#platform/page/perform.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { searchParams } = event.url;
	const search = (searchParams.get('q') ?? '').slice(0, 200);
	const cursor = searchParams.get('cursor') ?? undefined;
	const { households, next } = await read(event, people.listHouseholds, { search, cursor });
	const mayWrite = callerOf(event).actor.permissions.has(people.addHousehold.permission);
	return { households, next, search, mayWrite };
};
