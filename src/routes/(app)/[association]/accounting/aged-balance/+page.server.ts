import { accounting } from '#modules/accounting/server/index.ts';
import { read } from '#platform/page/perform.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const side = event.url.searchParams.get('side') === 'debts' ? 'debts' : 'claims';
	return { side, balance: await read(event, accounting.agedBalance, { side }) };
};
