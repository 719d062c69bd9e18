import { searchEverything } from '#composition/search.ts';
import { callerOf } from '#platform/page/perform.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const text = event.url.searchParams.get('q') ?? '';
	return { text, found: await searchEverything(callerOf(event), text) };
};
