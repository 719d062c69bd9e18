import { redirect } from '@sveltejs/kit';
import { people } from '#modules/people/server/index.ts';
import { act, callerOf, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

type ActionEvent = Parameters<Actions[string]>[0];

export const load: PageServerLoad = async (event) => {
	const id = event.params.group;
	const { searchParams } = event.url;
	const words = (name: string) => searchParams.get(name)?.slice(0, 200) ?? '';
	const cursor = searchParams.get('cursor') ?? undefined;
	const search = words('add');
	const [group, members, found] = await Promise.all([
		read(event, people.getGroup, { id }),
		read(event, people.listPersons, { group: id, search: words('q'), status: 'all', cursor }),
		search ? read(event, people.listPersons, { search, limit: 20 }) : undefined
	]);
	const { permissions } = callerOf(event).actor;
	return {
		group,
		members,
		narrowed: words('q') !== '',
		search,
		found: found?.persons ?? [],
		leaders: group.leaders.map((leader) => leader.id),
		mayWrite: permissions.has('people.write')
	};
};

const ids = async ({ request }: ActionEvent) => (await request.formData()).getAll('id');

async function changeMembers(event: ActionEvent, key: 'add' | 'remove') {
	const input = { id: event.params.group, [key]: await ids(event) };
	const outcome = await act(event, people.editGroupMembers, input);
	return outcome.ok ? undefined : outcome.failure;
}

async function changeLeaders(event: ActionEvent, key: 'add' | 'remove') {
	const input = { id: event.params.group, [key]: await ids(event) };
	const outcome = await act(event, people.editGroupLeaders, input);
	return outcome.ok ? undefined : outcome.failure;
}

async function decide(event: ActionEvent, accept: boolean) {
	const [personId] = await ids(event);
	const input = { id: event.params.group, personId, accept };
	const outcome = await act(event, people.decideJoinRequest, input);
	return outcome.ok ? undefined : outcome.failure;
}

export const actions: Actions = {
	add: (event) => changeMembers(event, 'add'),
	remove: (event) => changeMembers(event, 'remove'),
	lead: (event) => changeLeaders(event, 'add'),
	unlead: (event) => changeLeaders(event, 'remove'),
	accept: (event) => decide(event, true),
	refuse: (event) => decide(event, false),
	delete: async (event) => {
		const outcome = await act(event, people.removeGroup, { id: event.params.group });
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/people/groups`);
	}
};
