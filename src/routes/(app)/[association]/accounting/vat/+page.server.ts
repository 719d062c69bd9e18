import { redirect } from '@sveltejs/kit';
import { dayOf } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { searchParams } = event.url;
	const returnId = searchParams.get('period') ?? undefined;
	const after = searchParams.get('after') ?? undefined;
	const [report, past] = await Promise.all([
		read(event, accounting.readVatPeriod, { returnId }),
		read(event, accounting.listVatReturns, { after, limit: 12 })
	]);
	return { report, past };
};

export const actions: Actions = {
	async settle(event) {
		const fields = readFields(await event.request.formData());
		const input = { end: fields.end, date: dayOf(fields, 'date') };
		const outcome = await act(event, accounting.settleVat, input, fields);
		if (!outcome.ok) return outcome.failure;
		const here = `/${event.params.association}/accounting/vat`;
		redirect(303, `${here}?period=${outcome.result.returnId}`);
	},
	async reopen(event) {
		const { returnId } = readFields(await event.request.formData());
		const outcome = await act(event, accounting.cancelVatReturn, { returnId });
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/accounting/vat`);
	}
};
