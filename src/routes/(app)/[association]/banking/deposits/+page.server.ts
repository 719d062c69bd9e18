import { redirect } from '@sveltejs/kit';
import { parseDay } from '#shared/day.ts';
import { banking } from '#modules/banking/server/index.ts';
import { act, read } from '#platform/page/perform.server.ts';
import { today } from '#platform/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const before = Math.trunc(Number(event.url.searchParams.get('cursor')));
	const [cheques, { deposits, next }, { accounts }] = await Promise.all([
		read(event, banking.listCheques, {}),
		read(event, banking.listDeposits, { before: before > 0 ? before : undefined }),
		read(event, banking.listAccounts, {})
	]);
	return {
		...cheques,
		deposits,
		next: next === null ? null : String(next),
		accounts: accounts.map(({ code, name }) => ({ value: code, label: `${code} ${name}` })),
		today: today()
	};
};

export const actions: Actions = {
	deposit: async (event) => {
		const form = await event.request.formData();
		const day = String(form.get('day') ?? '');
		const input = {
			account: form.get('account'),
			day: parseDay(day) ?? day,
			cheques: form.getAll('id')
		};
		const outcome = await act(event, banking.depositCheques, input);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `${event.url.pathname}?done=${outcome.result.id}`);
	},
	cancel: async (event) => {
		const id = (await event.request.formData()).get('id');
		const outcome = await act(event, banking.cancelDeposit, { id });
		if (!outcome.ok) return outcome.failure;
		redirect(303, event.url.pathname);
	}
};
