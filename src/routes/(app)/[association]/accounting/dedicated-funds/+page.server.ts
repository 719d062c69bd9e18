import { centsOf, chosenYear, dayOf } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, failWith, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const fiscalYearId = await chosenYear(event);
	return { report: await read(event, accounting.listDedicatedFunds, { fiscalYearId }) };
};

export const actions: Actions = {
	async settle(event) {
		const fields = readFields(await event.request.formData());
		const { fundId, fiscalYearId } = fields;
		try {
			const input = { fundId, fiscalYearId, spentCents: centsOf(fields, 'spentCents') };
			const outcome = await act(event, accounting.settleDedicatedFund, input, fields);
			return outcome.ok ? { written: outcome.result.entries.length } : outcome.failure;
		} catch (refusal) {
			return failWith(event, refusal, fields);
		}
	},
	async transfer(event) {
		const fields = readFields(await event.request.formData());
		const { fundId, toId } = fields;
		try {
			const date = dayOf(fields, 'date');
			const input = { fundId, toId, date, amountCents: centsOf(fields, 'amountCents') };
			const outcome = await act(event, accounting.transferDedicatedFund, input, fields);
			return outcome.ok ? { written: 1 } : outcome.failure;
		} catch (refusal) {
			return failWith(event, refusal, fields);
		}
	},
	async remove(event) {
		const { fundId } = readFields(await event.request.formData());
		const outcome = await act(event, accounting.removeDedicatedFund, { fundId });
		return outcome.ok ? { saved: true } : outcome.failure;
	}
};
