import { error } from '@sveltejs/kit';
import { people } from '#modules/people/server/index.ts';
import { act, callerOf, read } from '#platform/page/perform.server.ts';
import { translateCode } from '#platform/server/locale.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const id = event.params.group;
	const { groups } = await read(event, people.listGroups, {});
	const group = groups.find((known) => known.id === id);
	if (!group) error(404, translateCode('people.group-not-found', {}, event.locals.locale));
	const search = event.url.searchParams.get('q')?.slice(0, 200) ?? '';
	const cursor = event.url.searchParams.get('cursor') ?? undefined;
	const [members, found] = await Promise.all([
		read(event, people.listPersons, { group: id, status: 'all', cursor }),
		search ? read(event, people.listPersons, { search, limit: 20 }) : undefined
	]);
	const { permissions } = callerOf(event).actor;
	return {
		group,
		members,
		search,
		found: found?.persons ?? [],
		mayWrite: permissions.has(people.editGroupMembers.permission),
		mayPrint: permissions.has('documents.print')
	};
};

async function change(event: Parameters<NonNullable<Actions['add']>>[0], key: 'add' | 'remove') {
	const ids = (await event.request.formData()).getAll('id');
	const input = { id: event.params.group, [key]: ids };
	const outcome = await act(event, people.editGroupMembers, input);
	return outcome.ok ? undefined : outcome.failure;
}

export const actions: Actions = {
	add: (event) => change(event, 'add'),
	remove: (event) => change(event, 'remove')
};
