import { membership } from '#modules/membership/server/index.ts';
import { callerOf, read } from '#platform/page/perform.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
	owing: await read(event, membership.listOwing, {
		cursor: event.url.searchParams.get('cursor') ?? undefined
	}),
	mayCollect: callerOf(event).actor.permissions.has('membership.collect')
});
