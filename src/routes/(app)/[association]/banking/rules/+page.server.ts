import { redirect } from '@sveltejs/kit';
import { accounting } from '#modules/accounting/server/index.ts';
import { banking } from '#modules/banking/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const [{ rules }, { meanings }, { accounts }, { rates }] = await Promise.all([
		read(event, banking.listRules, {}),
		read(event, accounting.listMeanings, {}),
		read(event, accounting.listAccounts, { limit: 1000 }),
		read(event, accounting.getVatSetting, {})
	]);
	const about = (meaning: string | null, code: string | null) =>
		meaning
			? (meanings.find(({ key }) => key === meaning)?.label ?? meaning)
			: `${code ?? ''} ${accounts.find((account) => account.code === code)?.label ?? ''}`.trim();
	return {
		rules: rules.map((rule) => ({
			...rule,
			about: about(rule.meaning, rule.account),
			percent: rates.find(({ code }) => code === rule.vat?.rate)?.percent
		})),
		meanings
	};
};

export const actions: Actions = {
	add: async (event) => {
		const values = readFields(await event.request.formData());
		const { contains, meaning = '' } = values;
		const { meanings } = await read(event, accounting.listMeanings, {});
		const direction = meanings.find(({ key }) => key === meaning)?.direction ?? 'expense';
		const input = { contains, direction, meaning: meaning || undefined };
		const outcome = await act(event, banking.addRule, input, values);
		if (!outcome.ok) return outcome.failure;
		redirect(303, event.url.pathname);
	},
	remove: async (event) => {
		const id = (await event.request.formData()).get('id');
		const outcome = await act(event, banking.removeRule, { id });
		if (!outcome.ok) return outcome.failure;
		redirect(303, event.url.pathname);
	}
};
