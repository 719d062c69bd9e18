import { selectionActionsOf } from '#composition/selection-actions.ts';
import { people } from '#modules/people/server/index.ts';
import { callerOf, read } from '#platform/page/perform.server.ts';
import { chosenIn, selectedIn } from './selected.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { searchParams } = event.url;
	const selected = selectedIn(searchParams);
	const chosen = chosenIn(searchParams);
	const filter = 'search' in selected ? selected.search : {};
	const { total } = await read(event, people.listPersons, { ...filter, limit: 1 });
	return {
		total: 'ids' in selected ? selected.ids.length : total,
		chosen: chosen.toString(),
		some: 'ids' in selected,
		reads: callerOf(event).actor.permissions.has('people.read'),
		actions: selectionActionsOf(callerOf(event), chosen)
	};
};
