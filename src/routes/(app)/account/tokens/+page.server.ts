import { readFields } from '#platform/page/form.server.ts';
import { act, read } from '#platform/page/perform.server.ts';
import { eventIn, placesOfEvent } from '#platform/page/place.server.ts';
import { createToken, listTokens, revokeToken } from '#platform/server/operations/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const places = await placesOfEvent(event);
	const slug = event.url.searchParams.get('in') ?? places[0]?.slug;
	if (slug === undefined) return { places, slug: '', rows: [], permissions: [] };
	const there = await eventIn(event, slug);
	const permissions = [...(there.locals.caller?.actor.permissions ?? [])].sort();
	return { places, slug, permissions, rows: (await read(there, listTokens, { limit: 100 })).rows };
};

export const actions: Actions = {
	async create(event) {
		const form = await event.request.formData();
		const { in: slug = '', label = '' } = readFields(form);
		const scopes = form.getAll('scope').map(String);
		const there = await eventIn(event, slug);
		const outcome = await act(there, createToken, { label, scopes }, { label });
		return outcome.ok ? { secret: outcome.result.secret } : outcome.failure;
	},
	async revoke(event) {
		const { in: slug = '', id } = readFields(await event.request.formData());
		const outcome = await act(await eventIn(event, slug), revokeToken, { id });
		return outcome.ok ? { revoked: true } : outcome.failure;
	}
};
