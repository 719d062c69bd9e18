import { membership } from '#modules/membership/server/index.ts';
import { people } from '#modules/people/server/index.ts';
import { demand, read } from '#platform/page/perform.server.ts';
import { today } from '#platform/server/clock.ts';
import { isLong } from '#platform/server/tasks/make-file.ts';
import { chosenIn, selectedIn } from '../chosen-people.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	demand(event, membership.printReceipts);
	const { searchParams } = event.url;
	const selected = selectedIn(searchParams);
	const total =
		'ids' in selected
			? selected.ids.length
			: (await read(event, people.listPersons, { ...selected.search, limit: 1 })).total;
	const year = today().slice(0, 4);
	return {
		total,
		isLong: isLong(total),
		kept: [...chosenIn(searchParams)],
		back: `people/actions?${chosenIn(searchParams)}`,
		from: `${year}-01-01`,
		to: `${year}-12-31`
	};
};
