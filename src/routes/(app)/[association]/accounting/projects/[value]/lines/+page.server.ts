import { chosenAccounts, chosenYear } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { read } from '#platform/page/perform.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const accounts = chosenAccounts(event.url);
	return {
		accounts,
		report: await read(event, accounting.valueLines, {
			valueId: event.params.value,
			fiscalYearId: await chosenYear(event),
			accounts,
			after: event.url.searchParams.get('cursor') ?? undefined
		})
	};
};
