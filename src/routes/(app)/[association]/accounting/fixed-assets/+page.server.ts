import { chosenYear } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { act, read } from '#platform/page/perform.server.ts';
import { readFields } from '#platform/page/form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const fiscalYearId = await chosenYear(event);
	return { report: await read(event, accounting.listFixedAssets, { fiscalYearId }) };
};

export const actions: Actions = {
	async charge(event) {
		const { fiscalYearId } = readFields(await event.request.formData());
		const outcome = await act(event, accounting.postDepreciation, { fiscalYearId });
		return outcome.ok ? { written: outcome.result.entries.length } : outcome.failure;
	}
};
