import { membership } from '#modules/membership/server/index.ts';
import { labelChanges, people } from '#modules/people/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, callerOf, read } from '#platform/page/perform.server.ts';
import { today } from '#platform/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { personId } = callerOf(event).actor;
	if (personId === null) return { own: undefined };
	const id = personId;
	const [person, { waiting }, { fields }, { consents }, dues] = await Promise.all([
		read(event, people.getPerson, { id }),
		read(event, people.ownRecord, {}),
		read(event, people.listFields, {}),
		read(event, people.listConsents, { id }),
		read(event, membership.personMemberships, { personId: id })
	]);
	const [correction] = labelChanges([{ changes: waiting }], event.locals.locale, fields);
	const saved = event.url.searchParams.has('saved');
	return {
		own: { person, waiting: correction?.changes ?? [], consents, dues, today: today(), saved }
	};
};

export const actions: Actions = {
	async consents(event) {
		const given = readFields(await event.request.formData());
		const outcome = await act(event, people.setConsents, {
			id: callerOf(event).actor.personId ?? '',
			newsletter: given.newsletter !== undefined,
			image: given.image !== undefined,
			directory: given.directory !== undefined
		});
		return outcome.ok ? { consented: true } : outcome.failure;
	}
};
