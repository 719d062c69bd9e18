import { chosenYear } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
	report: await read(event, accounting.readAnnualNotes, { fiscalYearId: await chosenYear(event) })
});

export const actions: Actions = {
	async default(event) {
		const fields = readFields(await event.request.formData());
		const outcome = await act(event, accounting.writeAnnualNote, fields, fields);
		return outcome.ok ? { saved: fields.section } : outcome.failure;
	}
};
