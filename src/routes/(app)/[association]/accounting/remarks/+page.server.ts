import { accounting } from '#modules/accounting/server/index.ts';
import { read } from '#platform/page/perform.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { searchParams } = event.url;
	const all = searchParams.get('all') === '1';
	const page = await read(event, accounting.listRemarks, {
		waiting: all ? undefined : true,
		after: searchParams.get('cursor') ?? undefined,
		limit: 40
	});
	return { all, ...page };
};
