import { sessionOf } from '#platform/page/session.server.ts';
import { inHost } from '#platform/server/database/db.ts';
import { placesOf } from '#platform/server/identity/index.ts';
import { runtime } from '#platform/server/runtime.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { accountId, email } = sessionOf(event);
	const left = event.url.searchParams.has('left');
	return {
		email,
		left,
		places: await inHost(runtime().database.db, (tx) => placesOf(tx, accountId))
	};
};
