import { documents } from '#modules/documents/server/index.ts';
import { act, callerOf, read } from '#platform/page/perform.server.ts';
import { dayIn } from '#platform/server/clock.ts';
import { describeAudience } from '../audience.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const audience = await describeAudience(event);
	const { person } = audience;
	const { card } = person
		? await read(event, documents.getCard, { personId: person.id })
		: { card: null };
	return {
		audience,
		card: card && { path: new URL(card.address).pathname, day: dayIn(card.issuedAt) },
		mayRevoke: callerOf(event).actor.permissions.has(documents.revokeCard.permission)
	};
};

export const actions: Actions = {
	revoke: async (event) => {
		const personId = event.url.searchParams.get('id');
		const outcome = await act(event, documents.revokeCard, { personId });
		return outcome.ok ? { revoked: true } : outcome.failure;
	}
};
