import { searchEverything } from '#composition/search.ts';
import { callerOf } from '#platform/page/perform.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	// A sign that nobody types, and that no text of ours holds.
	const text = (event.url.searchParams.get('q') ?? '').replaceAll('\0', '');
	return { text, found: await searchEverything(callerOf(event), text) };
};
