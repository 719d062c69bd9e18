import { redirect } from '@sveltejs/kit';
import { membership } from '#modules/membership/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
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
		// What replaces the tariffs that are archived is asked for here.
		const asks = outcome.result.archivedTariffs.length > 0;
		const base = `/${event.params.association}/membership`;
		redirect(303, asks ? `${base}/fees/${event.params.fee}#successors` : base);
	},
	successor: async (event) => {
		const { tariff, successor } = readFields(await event.request.formData());
		const input = { id: tariff, successorId: successor || null };
		const outcome = await act(event, membership.nameSuccessor, input);
		return outcome.ok ? { named: true } : outcome.failure;
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
