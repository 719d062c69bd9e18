import { membership } from '#modules/membership/server/index.ts';
import { read } from '#platform/page/perform.server.ts';
import { listFilter } from './list-filter.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { searchParams } = event.url;
	const [list, { fees }] = await Promise.all([
		read(event, membership.listMemberships, {
			...listFilter(searchParams),
			cursor: searchParams.get('cursor') || undefined
		}),
		read(event, membership.listFees, { archived: true })
	]);
	return { list, fees: fees.map(({ id, name }) => ({ id, name })) };
};
