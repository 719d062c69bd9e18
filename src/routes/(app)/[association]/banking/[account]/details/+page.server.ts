import { redirect } from '@sveltejs/kit';
import { parseDay } from '#shared/day.ts';
import { banking } from '#modules/banking/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, demand } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';
import { accountOf } from '../account.server.ts';

export const load: PageServerLoad = async (event) => {
	demand(event, banking.describeAccount);
	return { account: event.params.account === 'new' ? undefined : await accountOf(event) };
};

export const actions: Actions = {
	default: async (event) => {
		const values = readFields(await event.request.formData());
		const { name, iban = '', bic = '', currency, since } = values;
		const { account } = event.params;
		const outcome = await act(
			event,
			banking.describeAccount,
			{
				account,
				name,
				iban,
				bic,
				currency,
				since: since === undefined ? null : (parseDay(since) ?? since)
			},
			values
		);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/banking/${outcome.result.code}`);
	}
};
