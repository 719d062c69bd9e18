import { redirect } from '@sveltejs/kit';
import { ACCRUAL_KINDS, centsOf, dayOf } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, demand, failWith, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	demand(event, accounting.addAccrual);
	const asked = event.url.searchParams.get('kind');
	const [{ accounts }, { axes }] = await Promise.all([
		read(event, accounting.listAccounts, { limit: 1000 }),
		read(event, accounting.listAxes, {})
	]);
	return {
		kind: ACCRUAL_KINDS.find((kind) => kind === asked) ?? 'prepaid-expense',
		accounts: accounts
			.filter(({ code, heading, active }) => /^[67]/.test(code) && !heading && active)
			.map(({ code, label }) => ({ code, label })),
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
				...{ kind: fields.kind, label: fields.label, account: fields.account },
				...{ valueId: fields.valueId, amountCents: centsOf(fields, 'amountCents') },
				periodStart: dayOf(fields, 'periodStart'),
				periodEnd: dayOf(fields, 'periodEnd'),
				bookedOn: dayOf(fields, 'bookedOn')
			};
			const outcome = await act(event, accounting.addAccrual, input, fields);
			if (!outcome.ok) return outcome.failure;
			redirect(303, `/${event.params.association}/accounting/accruals${event.url.search}`);
		} catch (refusal) {
			return failWith(event, refusal, fields);
		}
	}
};
