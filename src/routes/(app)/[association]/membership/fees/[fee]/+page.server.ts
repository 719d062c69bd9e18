import { redirect } from '@sveltejs/kit';
import { membership } from '#modules/membership/server/index.ts';
import { act, read } from '#platform/page/perform.server.ts';
import { readFeeForm, toFeeInput, toFeeValues, withLines } from '../fee-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const fee = await read(event, membership.getFee, { id: event.params.fee });
	return { fee, values: toFeeValues(fee) };
};

export const actions: Actions = {
	save: async (event) => {
		const { values: typed, intent } = readFeeForm(await event.request.formData());
		const values = withLines(typed, intent);
		if (intent.kind !== 'save') return { values, message: '', faults: [] };
		const input = { id: event.params.fee, ...toFeeInput(values) };
		const outcome = await act(event, membership.editFee, input, { ...values });
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/membership`);
	},
	archive: async (event) => {
		const outcome = await act(event, membership.archiveFee, { id: event.params.fee });
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/membership`);
	},
	remove: async (event) => {
		const outcome = await act(event, membership.removeFee, { id: event.params.fee });
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/membership`);
	},
	restore: async (event) => {
		const outcome = await act(event, membership.restoreFee, { id: event.params.fee });
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/membership`);
	}
};
