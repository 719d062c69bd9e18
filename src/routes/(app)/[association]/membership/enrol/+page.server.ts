import { redirect } from '@sveltejs/kit';
import { parseDay } from '#shared/day.ts';
import { isId } from '#shared/id.ts';
import { parseCents } from '#shared/money.ts';
import { membership } from '#modules/membership/server/index.ts';
import { people } from '#modules/people/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, callerOf, demand, read } from '#platform/page/perform.server.ts';
import { today } from '#platform/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

const FOUND = 8;

export const load: PageServerLoad = async (event) => {
	demand(event, membership.recordMembership);
	const chosen = event.url.searchParams.get('person') ?? '';
	const search = event.url.searchParams.get('q')?.trim() ?? '';
	const { fees } = await read(event, membership.listFees, {});
	const person = isId(chosen) ? await read(event, people.getPerson, { id: chosen }) : undefined;
	const { persons } =
		search && !person
			? await read(event, people.listPersons, { search, limit: FOUND })
			: { persons: [] };
	return {
		fees,
		search,
		today: today(),
		person: person && { id: chosen, name: person.displayName },
		found: persons.map(({ id, displayName, email, number }) => ({
			id,
			name: displayName,
			note: email ?? number ?? ''
		})),
		mayCollect: callerOf(event).actor.permissions.has('membership.collect')
	};
};

export const actions: Actions = {
	default: async (event) => {
		const fields = readFields(await event.request.formData());
		const { personId = '', tariffId = '', startsOn = '', due, incomeSeen } = fields;
		const input = {
			personId,
			tariffId,
			startsOn: parseDay(startsOn) ?? startsOn,
			...(due && { dueCents: parseCents(due) ?? Number.NaN }),
			...(incomeSeen && { incomeSeen: true })
		};
		const outcome = await act(event, membership.recordMembership, input, fields);
		if (!outcome.ok) return outcome.failure;
		const { membershipId } = outcome.result;
		redirect(303, `/${event.params.association}/membership/memberships/${membershipId}`);
	}
};
