import { chosenYear } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { read } from '#platform/page/perform.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const fiscalYearId = await chosenYear(event);
	return { report: await read(event, accounting.closingChecklist, { fiscalYearId }) };
};
