import { addDays, addMonths, parseDay, type Day } from '#shared/day.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act } from '#platform/page/perform.server.ts';
import { today } from '#platform/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { years } = await event.parent();
	const last = years.at(-1);
	const start = last ? addDays(last.end as Day, 1) : (`${today().slice(0, 4)}-01-01` as Day);
	const day = today();
	return {
		today: day,
		next: { start, end: addDays(addMonths(start, 12), -1) },
		/** Years close one after the other, once they are over: the page of this one offers it. */
		closable: years.find(({ closed, end }) => !closed && end < day)?.id
	};
};

export const actions: Actions = {
	async open(event) {
		const {
			start = '',
			end = '',
			chart = '',
			...fields
		} = readFields(await event.request.formData());
		const days = { start: parseDay(start) ?? start, end: parseDay(end) ?? end };
		const input = { ...days, chart: chart || undefined };
		const typed = { ...fields, start, end, chart };
		const outcome = await act(event, accounting.openFiscalYear, input, typed);
		return outcome.ok ? { opened: outcome.result.code } : outcome.failure;
	},
	async validate(event) {
		const { until = '' } = readFields(await event.request.formData());
		const input = { until: parseDay(until) ?? until };
		const outcome = await act(event, accounting.validateEntries, input, { until });
		return outcome.ok ? { validated: outcome.result.count } : outcome.failure;
	}
};
