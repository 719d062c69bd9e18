import { redirect } from '@sveltejs/kit';
import { isId } from '#shared/id.ts';
import { people } from '#modules/people/server/index.ts';
import { act, demand, read } from '#platform/page/perform.server.ts';
import type { HouseholdLine } from '../household-form.server.ts';
import { typedHousehold } from '../household-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	demand(event, people.addHousehold);
	const id = event.url.searchParams.get('person') ?? '';
	const members: HouseholdLine[] = [];
	if (isId(id)) {
		const { number, displayName } = await read(event, people.getPerson, { id });
		members.push({ person: number ?? displayName, role: 'parent', billing: true });
	} else await read(event, people.listHouseholds, { limit: 1 });
	return { values: { name: '', members } };
};

export const actions: Actions = {
	default: async (event) => {
		const values = typedHousehold(await event.request.formData());
		const outcome = await act(event, people.addHousehold, values, values);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/people/households/${outcome.result.id}`);
	}
};
