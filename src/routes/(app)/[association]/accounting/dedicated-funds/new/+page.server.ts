import { redirect } from '@sveltejs/kit';
import { centsOf, dayOf } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, demand, failWith, read } from '#platform/page/perform.server.ts';
import { today } from '#platform/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	demand(event, accounting.addDedicatedFund);
	const { axes } = await read(event, accounting.listAxes, {});
	return {
		today: today(),
		values: axes.flatMap(({ values }) =>
			values.filter(({ archived }) => !archived).map(({ id, label }) => ({ value: id, label }))
		)
	};
};

export const actions: Actions = {
	async default(event) {
		const fields = readFields(await event.request.formData());
		try {
			const input = {
				...{ label: fields.label, funder: fields.funder, kind: fields.kind },
				...{ valueId: fields.valueId, receivedOn: dayOf(fields, 'receivedOn') },
				receivedCents: centsOf(fields, 'receivedCents'),
				broughtCents: centsOf(fields, 'broughtCents')
			};
			const outcome = await act(event, accounting.addDedicatedFund, input, fields);
			if (!outcome.ok) return outcome.failure;
			redirect(303, `/${event.params.association}/accounting/dedicated-funds${event.url.search}`);
		} catch (refusal) {
			return failWith(event, refusal, fields);
		}
	}
};
