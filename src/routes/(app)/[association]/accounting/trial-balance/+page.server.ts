import { chosenAccounts, chosenDays, chosenYear } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { read } from '#platform/page/perform.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const accounts = chosenAccounts(event.url);
	const days = chosenDays(event.url);
	const fiscalYearId = await chosenYear(event);
	const auxiliary = event.url.searchParams.get('auxiliary') === '1' || undefined;
	return {
		auxiliary,
		accounts,
		chosenDays: days.from !== undefined || days.to !== undefined,
		report: await read(event, accounting.trialBalance, {
			fiscalYearId,
			accounts,
			auxiliary,
			...days
		})
	};
};
