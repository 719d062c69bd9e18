import { redirect } from '@sveltejs/kit';
import { centsOf, dayOf } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, read } from '#platform/page/perform.server.ts';
import { sendForm } from '#platform/page/send-form.server.ts';
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
		const outcome = await sendForm(event, accounting.settleVat, (fields) => ({
			...{ end: fields.end, date: dayOf(fields, 'date') },
			refundCents: centsOf(fields, 'refundCents')
		}));
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
