import { redirect } from '@sveltejs/kit';
import { accounting } from '#modules/accounting/server/index.ts';
import { banking } from '#modules/banking/server/index.ts';
import { act, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';
import { accountOf } from '../account.server.ts';

export const load: PageServerLoad = async (event) => {
	const account = await accountOf(event);
	const cursor = event.url.searchParams.get('cursor') ?? undefined;
	const [proposals, { meanings }, { rates }] = await Promise.all([
		read(event, banking.listProposals, { account: account.code, cursor }),
		read(event, accounting.listMeanings, {}),
		read(event, accounting.getVatSetting, {})
	]);
	const words = new Map(meanings.map(({ key, label }) => [key, label]));
	const ruleOf = (proposal: (typeof proposals.lines)[number]['proposal']) => {
		if (proposal?.kind !== 'rule') return { about: '', percent: undefined };
		const about = words.get(proposal.meaning ?? '') ?? proposal.account ?? '';
		return { about, percent: rates.find(({ code }) => code === proposal.vat?.rate)?.percent };
	};
	return {
		account,
		...proposals,
		lines: proposals.lines.map((line) => ({
			...line,
			...ruleOf(line.proposal)
		}))
	};
};

export const actions: Actions = {
	accept: async (event) => {
		const form = await event.request.formData();
		const lines = form.getAll('line');
		const { account } = event.params;
		const input = { account, ...(lines.length > 0 && { lines }) };
		const outcome = await act(event, banking.acceptProposals, input);
		if (!outcome.ok) return outcome.failure;
		const done = new URLSearchParams({ done: String(lines[0] ?? '') });
		redirect(303, `${event.url.pathname}${lines.length === 1 ? `?${done}` : ''}`);
	},
	undo: async (event) => {
		const id = String((await event.request.formData()).get('line') ?? '');
		const outcome = await act(event, banking.undoReconciliation, { id });
		if (!outcome.ok) return outcome.failure;
		redirect(303, event.url.pathname);
	}
};
