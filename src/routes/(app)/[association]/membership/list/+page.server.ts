import { membership } from '#modules/membership/server/index.ts';
import { read } from '#platform/page/perform.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const parameter = (name: string) => event.url.searchParams.get(name) || undefined;
	const [list, { fees }] = await Promise.all([
		read(event, membership.listMemberships, {
			feeId: parameter('fee'),
			tariffId: parameter('tariff'),
			season: parameter('season'),
			state: parameter('state') as 'owing' | undefined,
			cursor: parameter('cursor')
		}),
		read(event, membership.listFees, { archived: true })
	]);
	return { list, fees: fees.map(({ id, name }) => ({ id, name })) };
};
