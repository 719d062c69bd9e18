import { people } from '#modules/people/server/index.ts';
import { act, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

type ActionEvent = Parameters<Actions[string]>[0];

export const load: PageServerLoad = (event) => read(event, people.ownGroups, {});

async function change(
	event: ActionEvent,
	operation: typeof people.joinGroup | typeof people.leaveGroup
) {
	const id = (await event.request.formData()).get('id');
	const outcome = await act(event, operation, { id });
	return outcome.ok ? undefined : outcome.failure;
}

export const actions: Actions = {
	join: (event) => change(event, people.joinGroup),
	leave: (event) => change(event, people.leaveGroup)
};
