import { redirect } from '@sveltejs/kit';
import { chosenYear } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, demand, failWith, read } from '#platform/page/perform.server.ts';
import { amountsOfForm } from './budget-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	demand(event, accounting.setBudget);
	const valueId = event.url.searchParams.get('value') ?? undefined;
	const fiscalYearId = await chosenYear(event);
	const [report, { accounts }] = await Promise.all([
		read(event, accounting.readBudget, { fiscalYearId, valueId }),
		read(event, accounting.listAccounts, { limit: 1000 })
	]);
	return {
		report,
		accounts: accounts
			.filter(({ heading, active, code }) => !heading && active && /^(6|7|86|87)/.test(code))
			.map(({ code, label }) => ({ code, label }))
	};
};

export const actions: Actions = {
	async default(event) {
		const form = await event.request.formData();
		const values = readFields(form);
		const { fiscalYearId, valueId } = values;
		let amounts;
		try {
			amounts = amountsOfForm(form);
		} catch (refusal) {
			return failWith(event, refusal, values);
		}
		const input = { fiscalYearId, valueId, amounts };
		const outcome = await act(event, accounting.setBudget, input, values);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/accounting/budget${event.url.search}`);
	}
};
