import { redirect } from '@sveltejs/kit';
import { membership } from '#modules/membership/server/index.ts';
import { people } from '#modules/people/server/index.ts';
import { act, callerOf, read } from '#platform/page/perform.server.ts';
import { today } from '#platform/server/clock.ts';
import { readHouseholdQuery, toHousehold } from './household-query.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const query = readHouseholdQuery(event.url.searchParams);
	query.date ||= today();
	query.means ||= 'cheque';
	const mayCollect = callerOf(event).actor.permissions.has('membership.collect');
	const [{ fees }, person, { households }] = await Promise.all([
		read(event, membership.listFees, {}),
		read(event, people.getPerson, { id: query.personId }),
		read(event, people.personHouseholds, { id: query.personId })
	]);
	const preview =
		Object.keys(query.tariffs).length > 0
			? await act(event, membership.previewHousehold, toHousehold(query, mayCollect))
			: undefined;
	return {
		fees,
		query,
		mayCollect,
		person: { id: person.id, name: person.displayName },
		household: households[0],
		preview: preview?.ok ? preview.result : undefined,
		refused: preview && !preview.ok ? preview.failure.data : undefined
	};
};

export const actions: Actions = {
	collect: async (event) => {
		const form = await event.request.formData();
		const query = readHouseholdQuery(form);
		const mayCollect = callerOf(event).actor.permissions.has('membership.collect');
		const expectedCents = Number(form.get('owed'));
		const input = { ...toHousehold(query, mayCollect), expectedCents };
		const outcome = await act(event, membership.enrolHousehold, input);
		if (!outcome.ok) return outcome.failure;
		const { collectionId } = outcome.result;
		const base = `/${event.params.association}`;
		redirect(
			303,
			collectionId
				? `${base}/membership/collect/${collectionId}`
				: `${base}/people/${query.personId}`
		);
	}
};
