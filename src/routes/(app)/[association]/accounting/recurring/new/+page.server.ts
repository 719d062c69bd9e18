import { redirect } from '@sveltejs/kit';
import { centsOf, dayOf } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, demand, failWith, read } from '#platform/page/perform.server.ts';
import { today } from '#platform/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

type Fields = Readonly<Record<string, string | undefined>>;

export const load: PageServerLoad = async (event) => {
	demand(event, accounting.startRecurringEntry);
	const { templates } = await read(event, accounting.listEntryTemplates, { limit: 200 });
	return {
		today: today(),
		templates: templates.map(({ id, name }) => ({ value: id, label: name }))
	};
};

/** A number as typed; what is none is left for the operation to refuse. */
const numberOf = (text: string | undefined) =>
	text === undefined ? undefined : /^\d{1,6}$/.test(text) ? Number(text) : text;

function rhythmOf(fields: Fields) {
	return {
		months: numberOf(fields.ownMonths ?? fields.months),
		dayOfMonth: numberOf(fields.dayOfMonth),
		from: dayOf(fields, 'from'),
		until: dayOf(fields, 'until'),
		times: numberOf(fields.times)
	};
}

export const actions: Actions = {
	async preview(event) {
		const fields = readFields(await event.request.formData());
		const outcome = await act(event, accounting.previewDueDays, rhythmOf(fields), fields);
		return outcome.ok ? { days: outcome.result.days, values: fields } : outcome.failure;
	},
	async start(event) {
		const fields = readFields(await event.request.formData());
		try {
			const { templateId, how } = fields;
			const totalCents = centsOf(fields, 'totalCents');
			const input = { ...rhythmOf(fields), templateId, totalCents, posts: how === 'post' };
			const outcome = await act(event, accounting.startRecurringEntry, input, fields);
			if (!outcome.ok) return outcome.failure;
		} catch (refusal) {
			return failWith(event, refusal, fields);
		}
		redirect(303, `/${event.params.association}/accounting/recurring?started=1`);
	}
};
