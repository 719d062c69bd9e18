import { parseDay } from '#shared/day.ts';
import { banking } from '#modules/banking/server/index.ts';
import { read } from '#platform/page/perform.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
	statement: await read(event, banking.reconciliationStatement, {
		account: event.params.account,
		on: parseDay(event.url.searchParams.get('on') ?? '')
	})
});
