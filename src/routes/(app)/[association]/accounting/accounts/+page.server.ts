import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { searchParams } = event.url;
	const [{ accounts, next }, { meanings }] = await Promise.all([
		read(event, accounting.listAccounts, {
			search: searchParams.get('q')?.slice(0, 100) || undefined,
			after: searchParams.get('cursor')?.slice(0, 20),
			favourites: searchParams.has('favourites') || undefined,
			limit: 60
		}),
		read(event, accounting.listMeanings, {})
	]);
	const words = new Map(meanings.map(({ key, label }) => [key, label]));
	return {
		next,
		accounts: accounts.map(({ code, label, heading, own, active, favourite, ...account }) => ({
			code,
			label,
			heading,
			own,
			favourite,
			away: !active && !heading,
			words: account.meanings.map((key) => words.get(key)).join(', ')
		}))
	};
};

export const actions: Actions = {
	async add(event) {
		const fields = readFields(await event.request.formData());
		const input = { code: fields.code, label: fields.label };
		const outcome = await act(event, accounting.addAccount, input, fields);
		return outcome.ok ? { added: input.label } : outcome.failure;
	}
};
