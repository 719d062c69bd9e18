import { chosenYear, dayOf } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, read } from '#platform/page/perform.server.ts';
import { today } from '#platform/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const fiscalYearId = await chosenYear(event);
	return {
		today: today(),
		report: await read(event, accounting.listAccruals, { fiscalYearId })
	};
};

export const actions: Actions = {
	async post(event) {
		const { fiscalYearId } = readFields(await event.request.formData());
		const outcome = await act(event, accounting.postAccruals, { fiscalYearId });
		return outcome.ok ? { written: outcome.result.entries.length } : outcome.failure;
	},
	async invoice(event) {
		const fields = readFields(await event.request.formData());
		const input = { accrualId: fields.accrualId, bookedOn: dayOf(fields, 'bookedOn') };
		const outcome = await act(event, accounting.noteAccrualInvoice, input, fields);
		return outcome.ok ? { saved: true } : outcome.failure;
	},
	async remove(event) {
		const { accrualId } = readFields(await event.request.formData());
		const outcome = await act(event, accounting.removeAccrual, { accrualId });
		return outcome.ok ? { saved: true } : outcome.failure;
	}
};
