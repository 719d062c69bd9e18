import { redirect } from '@sveltejs/kit';
import { centsOf, dayOf } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, demand, failWith, read } from '#platform/page/perform.server.ts';
import { today } from '#platform/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	demand(event, accounting.configureVat);
	const { setting } = await read(event, accounting.getVatSetting, {});
	return { today: today(), setting };
};

export const actions: Actions = {
	async save(event) {
		const fields = readFields(await event.request.formData());
		try {
			const percent = fields.deductiblePercent?.replace(/[\s%]/g, '');
			const input = {
				...{ vatNumber: fields.vatNumber, regime: fields.regime, territory: fields.territory },
				...{ servicesDue: fields.servicesDue, since: dayOf(fields, 'since') },
				until: dayOf(fields, 'until'),
				deductiblePercent: percent === undefined ? undefined : Number(percent),
				taxedCents: centsOf(fields, 'taxedCents'),
				turnoverCents: centsOf(fields, 'turnoverCents')
			};
			const outcome = await act(event, accounting.configureVat, input, fields);
			if (!outcome.ok) return outcome.failure;
			return { saved: true };
		} catch (refusal) {
			return failWith(event, refusal, fields);
		}
	},
	async stop(event) {
		const outcome = await act(event, accounting.stopVat, {});
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/accounting/years`);
	}
};
