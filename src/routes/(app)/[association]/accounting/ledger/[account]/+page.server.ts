import { parseDay } from '#shared/day.ts';
import { chosenYear } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { read } from '#platform/page/perform.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { searchParams } = event.url;
	return {
		ledger: await read(event, accounting.accountLedger, {
			account: event.params.account,
			fiscalYearId: await chosenYear(event),
			from: parseDay(searchParams.get('from') ?? ''),
			to: parseDay(searchParams.get('to') ?? ''),
			after: searchParams.get('cursor') ?? undefined
		})
	};
};
