import { labelChanges, people } from '#modules/people/server/index.ts';
import { read } from '#platform/page/perform.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const id = event.params.person;
	const before = Number(event.url.searchParams.get('before')) || undefined;
	const [{ displayName }, { events, next }, { fields }] = await Promise.all([
		read(event, people.getPerson, { id }),
		read(event, people.personHistory, { id, before }),
		read(event, people.listFields, {})
	]);
	return {
		person: id,
		displayName,
		events: labelChanges(events, event.locals.locale, fields),
		next
	};
};
