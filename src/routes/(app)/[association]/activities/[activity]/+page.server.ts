import { parseDay } from '#shared/day.ts';
import { activities } from '#modules/activities/server/index.ts';
import { people } from '#modules/people/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, callerOf, read } from '#platform/page/perform.server.ts';
import { today } from '#platform/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

const FOUND = 8;

export const load: PageServerLoad = async (event) => {
	const { permissions } = callerOf(event).actor;
	const may = {
		write: permissions.has('activities.write'),
		read: permissions.has('activities.write') || permissions.has('activities.collect'),
		collect: permissions.has('activities.collect')
	};
	const search = event.url.searchParams.get('q')?.trim() ?? '';
	const seen = await read(event, activities.getActivity, { id: event.params.activity });
	const { persons } =
		search && may.write
			? await read(event, people.listPersons, { search, limit: FOUND })
			: { persons: [] };
	const { documents } = seen.activity;
	const missing =
		documents.length > 0 && (may.read || seen.mayMark)
			? (await read(event, activities.missingDocuments, { id: event.params.activity })).people
			: undefined;
	const taken = new Set(seen.registrations.map(({ personId }) => personId));
	return {
		...seen,
		may,
		missing,
		today: today(),
		found: persons
			.filter(({ id }) => !taken.has(id))
			.map(({ id, displayName, email }) => ({ id, name: displayName, note: email ?? '' }))
	};
};

export const actions: Actions = {
	register: async (event) => {
		const { person } = readFields(await event.request.formData());
		const input = { id: event.params.activity, ...(person && { personId: person }) };
		const outcome = await act(event, activities.registerPerson, input);
		return outcome.ok ? { done: true } : outcome.failure;
	},
	unregister: async (event) => {
		const { id } = readFields(await event.request.formData());
		const outcome = await act(event, activities.cancelRegistration, { id });
		return outcome.ok ? { done: true } : outcome.failure;
	},
	sessions: async (event) => {
		const fields = readFields(await event.request.formData());
		const { day = '', startsAt = '', endsAt = '', weeks = '1' } = fields;
		const input = {
			id: event.params.activity,
			day: parseDay(day) ?? day,
			startsAt,
			endsAt,
			weeks: Number(weeks)
		};
		const outcome = await act(event, activities.addSessions, input, {
			...fields,
			form: 'sessions'
		});
		return outcome.ok ? { done: true } : outcome.failure;
	},
	removeSession: async (event) => {
		const { id } = readFields(await event.request.formData());
		const outcome = await act(event, activities.removeSession, { id });
		return outcome.ok ? { done: true } : outcome.failure;
	},
	pay: async (event) => {
		const { id, means, date = '' } = readFields(await event.request.formData());
		const input = { id, means, date: parseDay(date) ?? date };
		const outcome = await act(event, activities.takePayment, input);
		return outcome.ok ? { done: true } : outcome.failure;
	},
	unpay: async (event) => {
		const { id } = readFields(await event.request.formData());
		const outcome = await act(event, activities.cancelPayments, { id });
		return outcome.ok ? { done: true } : outcome.failure;
	}
};
