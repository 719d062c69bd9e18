import { error } from '@sveltejs/kit';
import { m } from '#i18n';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, demand, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	demand(event, accounting.changeAccount);
	const { code } = event.params;
	const { accounts } = await read(event, accounting.listAccounts, {
		search: /^\d/.test(code) ? code.slice(0, 100) : undefined,
		limit: 1
	});
	const account = accounts.find((each) => each.code === code && !each.heading);
	if (!account) error(404, m.accounting_error_no_such_account({ account: code }));
	return { account };
};

export const actions: Actions = {
	async change(event) {
		const fields = readFields(await event.request.formData());
		const { label, description = '', state } = fields;
		const input = {
			code: event.params.code,
			label,
			description,
			favourite: fields.favourite !== undefined,
			...(state && { active: state === 'active' })
		};
		const outcome = await act(event, accounting.changeAccount, input, fields);
		return outcome.ok ? { changed: true } : outcome.failure;
	}
};
