import { redirect } from '@sveltejs/kit';
import { membership } from '#modules/membership/server/index.ts';
import { labelChanges, people } from '#modules/people/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, callerOf, read } from '#platform/page/perform.server.ts';
import { today } from '#platform/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';
import { aboutIn } from './about.server.ts';

export const load: PageServerLoad = async (event) => {
	const self = callerOf(event).actor.personId;
	if (self === null) return { own: undefined };
	const id = aboutIn(event) ?? self;
	const [person, record, { fields }, { consents }, { households }, dues] = await Promise.all([
		read(event, people.getPerson, { id }),
		read(event, people.ownRecord, { id }),
		read(event, people.listFields, {}),
		read(event, people.listConsents, { id }),
		read(event, people.personHouseholds, { id }),
		read(event, membership.personMemberships, { personId: id })
	]);
	const [correction] = labelChanges([{ changes: record.waiting }], event.locals.locale, fields);
	const said = ['saved', 'stays', 'leaving'].find((word) => event.url.searchParams.has(word));
	return {
		own: {
			person,
			/** The one whose space it is, when it isn’t that of whoever reads. */
			other: id === self ? undefined : person.displayName,
			people: record.people,
			leaving: record.leaving,
			waiting: correction?.changes ?? [],
			photoWaits: record.waitingPhotoId !== null,
			households,
			consents,
			dues,
			today: today(),
			said
		}
	};
};

export const actions: Actions = {
	async consents(event) {
		const given = readFields(await event.request.formData());
		const outcome = await act(event, people.setConsents, {
			id: aboutIn(event) ?? callerOf(event).actor.personId ?? '',
			newsletter: given.newsletter !== undefined,
			image: given.image !== undefined,
			directory: given.directory !== undefined
		});
		return outcome.ok ? { consented: true } : outcome.failure;
	},
	async stay(event) {
		const { id } = readFields(await event.request.formData());
		const outcome = await act(event, people.undoDeparture, { id });
		if (!outcome.ok) return outcome.failure;
		const about = aboutIn(event);
		redirect(303, `/${event.params.association}/me?${about ? `person=${about}&` : ''}stays`);
	}
};
