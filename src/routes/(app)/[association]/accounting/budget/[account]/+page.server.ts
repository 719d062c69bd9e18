import { redirect } from '@sveltejs/kit';
import { refuseField } from '#shared/errors.ts';
import { parseCents } from '#shared/money.ts';
import { chosenYear } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, failWith, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const valueId = event.url.searchParams.get('value') ?? undefined;
	const fiscalYearId = await chosenYear(event);
	const { account } = event.params;
	return {
		valueId,
		report: await read(event, accounting.accountBudget, { account, fiscalYearId, valueId })
	};
};

export const actions: Actions = {
	/** One amount for the year when it is given; otherwise those of the months. */
	async default(event) {
		const { fiscalYearId, valueId, year, ...fields } = readFields(await event.request.formData());
		const { account } = event.params;
		const values = { year, ...fields };
		const months = Object.entries(fields).filter(([name]) => /^\d{4}-\d{2}$/.test(name));
		let amounts;
		try {
			amounts = year
				? [{ account, amountCents: amountOf(account, year) }]
				: months.map(([month, amount]) => {
						return { account, month, amountCents: amountOf(account, amount ?? '0') };
					});
		} catch (refusal) {
			return failWith(event, refusal, values);
		}
		const outcome = await act(
			event,
			accounting.setBudget,
			{ fiscalYearId, valueId, amounts },
			values
		);
		if (!outcome.ok) return outcome.failure;
		redirect(303, event.url.pathname + event.url.search);
	}
};

function amountOf(account: string, amount: string): number {
	const amountCents = parseCents(amount);
	if (amountCents !== undefined) return amountCents;
	throw refuseField('amount', 'accounting.budget-amount-unread', { account, amount });
}
