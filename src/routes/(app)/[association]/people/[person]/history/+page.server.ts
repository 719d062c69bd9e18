import { labelChanges, people } from '#modules/people/server/index.ts';
import { act, callerOf, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const id = event.params.person;
	const before = Number(event.url.searchParams.get('before')) || undefined;
	const [{ displayName, version }, { events, next }, { fields }] = await Promise.all([
		read(event, people.getPerson, { id }),
		read(event, people.personHistory, { id, before }),
		read(event, people.listFields, {})
	]);
	const mayWrite = callerOf(event).actor.permissions.has(people.restoreValues.permission);
	return {
		version: mayWrite ? version : undefined,
		person: id,
		displayName,
		events: labelChanges(events, event.locals.locale, fields),
		next
	};
};

export const actions: Actions = {
	restoreValue: async (event) => {
		const form = await event.request.formData();
		const input = {
			id: event.params.person,
			version: Number(form.get('version')),
			change: Number(form.get('change')),
			fields: [String(form.get('field') ?? '')]
		};
		const outcome = await act(event, people.restoreValues, input);
		return outcome.ok ? undefined : outcome.failure;
	}
};
