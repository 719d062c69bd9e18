import { redirect } from '@sveltejs/kit';
import { chosenYear } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const valueId = event.url.searchParams.get('value') ?? undefined;
	const fiscalYearId = await chosenYear(event);
	return {
		report: await read(event, accounting.readBudget, { fiscalYearId, valueId }),
		axes: (await read(event, accounting.listAxes, {})).axes
	};
};

export const actions: Actions = {
	async copy(event) {
		const fields = readFields(await event.request.formData());
		const { fiscalYearId, valueId, from, percent = '0' } = fields;
		const input = { fiscalYearId, valueId, from, percent: Number(percent.replace(/\s*%$/, '')) };
		const outcome = await act(event, accounting.copyBudget, input, fields);
		if (!outcome.ok) return outcome.failure;
		redirect(303, event.url.pathname + event.url.search.replace(/^\?\/copy&?/, '?'));
	}
};
