import { membership } from '#modules/membership/server/index.ts';
import { editedByLeaders, labelChanges, people } from '#modules/people/server/index.ts';
import { act, callerOf, read } from '#platform/page/perform.server.ts';
import { today } from '#platform/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const id = event.params.person;
	const { permissions } = callerOf(event).actor;
	const person = await read(event, people.getPerson, { id });
	const isWhole = person.access !== 'leader';
	const [{ fields }, { households }, dues, history] = await Promise.all([
		read(event, people.listFields, {}),
		isWhole ? read(event, people.personHouseholds, { id }) : { households: [] },
		isWhole && permissions.has('membership.self')
			? read(event, membership.personMemberships, { personId: id })
			: undefined,
		permissions.has('people.read') ? read(event, people.personHistory, { id, limit: 6 }) : undefined
	]);
	return {
		person,
		households,
		today: today(),
		dues,
		history: labelChanges(history?.events ?? [], event.locals.locale, fields),
		may: {
			read: permissions.has('people.read'),
			write: permissions.has('people.write'),
			edit: permissions.has('people.write') || (!isWhole && editedByLeaders(fields).length > 0),
			print: permissions.has('documents.print'),
			collect: permissions.has('membership.collect'),
			enrol: permissions.has('membership.enrol')
		}
	};
};

export const actions: Actions = {
	archive: async (event) => {
		const outcome = await act(event, people.archivePerson, { id: event.params.person });
		return outcome.ok ? undefined : outcome.failure;
	},
	restore: async (event) => {
		const outcome = await act(event, people.restorePerson, { id: event.params.person });
		return outcome.ok ? undefined : outcome.failure;
	}
};
