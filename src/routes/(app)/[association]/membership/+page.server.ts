import { membership } from '#modules/membership/server/index.ts';
import { callerOf, read } from '#platform/page/perform.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const archived = event.url.searchParams.has('archived');
	const { permissions } = callerOf(event).actor;
	const [{ fees }, summary] = await Promise.all([
		read(event, membership.listFees, { archived }),
		read(event, membership.membershipSummary, {})
	]);
	return {
		fees,
		summary,
		archived,
		mayConfigure: permissions.has('membership.configure'),
		mayCollect: permissions.has('membership.collect')
	};
};
