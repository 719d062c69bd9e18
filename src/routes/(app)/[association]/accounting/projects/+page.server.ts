import { redirect } from '@sveltejs/kit';
import { chosenYear } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
	report: await read(event, accounting.readAxisResults, {
		fiscalYearId: await chosenYear(event),
		axisId: event.url.searchParams.get('axis') ?? undefined
	})
});

export const actions: Actions = {
	async add(event) {
		const fields = readFields(await event.request.formData());
		const { label, axisId } = fields;
		const outcome = await act(event, accounting.addAxisValue, { label, axisId }, fields);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `${event.url.pathname}?axis=${outcome.result.axisId}`);
	},
	async axis(event) {
		const fields = readFields(await event.request.formData());
		const outcome = await act(event, accounting.addAxis, { label: fields.axis }, fields);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `${event.url.pathname}?axis=${outcome.result.axisId}`);
	}
};
