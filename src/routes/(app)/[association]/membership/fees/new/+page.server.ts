import { redirect } from '@sveltejs/kit';
import { membership } from '#modules/membership/server/index.ts';
import { act, demand } from '#platform/page/perform.server.ts';
import { readFeeForm, toFeeInput, withLines } from '../fee-form.server.ts';
import { emptyFee } from '../fee-values.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	demand(event, membership.defineFee);
	return { values: emptyFee() };
};

export const actions: Actions = {
	default: async (event) => {
		const { values: typed, intent } = readFeeForm(await event.request.formData());
		const values = withLines(typed, intent);
		if (intent.kind !== 'save') return { values, message: '', faults: [] };
		const outcome = await act(event, membership.defineFee, toFeeInput(values), { ...values });
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/membership`);
	}
};
