import { redirect } from '@sveltejs/kit';
import { COLUMN_TARGETS } from '#modules/banking/index.ts';
import { banking, columnTargetLabel } from '#modules/banking/server/index.ts';
import { act, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

const PAGE = 50;

export const load: PageServerLoad = async (event) => {
	const skip = Math.max(
		0,
		Math.min(100_000, Math.trunc(Number(event.url.searchParams.get('skip')) || 0))
	);
	const id = event.params.import;
	const [view, { accounts }] = await Promise.all([
		read(event, banking.getImport, { id, skip, limit: PAGE }),
		read(event, banking.listAccounts, {})
	]);
	const most = Math.max(0, ...view.statements.map(({ lineCount }) => lineCount));
	return {
		view,
		accounts: accounts.map(({ code, name }) => ({ value: code, label: `${code} ${name}` })),
		targets: COLUMN_TARGETS.map((value) => ({
			value,
			label: columnTargetLabel(value, event.locals.locale)
		})),
		skip,
		next: skip + PAGE < most ? skip + PAGE : undefined
	};
};

export const actions: Actions = {
	choices: async (event) => {
		const form = await event.request.formData();
		const columns = form.getAll('target');
		const accounts = Object.fromEntries(
			[...form]
				.filter(([name, value]) => name.startsWith('account-') && value !== '')
				.map(([name, value]) => [name.slice('account-'.length), value === 'none' ? null : value])
		);
		const line = Number(form.get('headerLine'));
		const input = {
			id: event.params.import,
			...(columns.length > 0 && { columns, headerLine: line > 0 ? line : null }),
			...(form.has('dateOrder') && { dateOrder: form.get('dateOrder') }),
			...(form.has('keepAlikeAsked') && { keepAlike: form.has('keepAlike') }),
			accounts
		};
		const outcome = await act(event, banking.setImportChoices, input);
		return outcome.ok ? undefined : outcome.failure;
	},
	keep: async (event) => {
		const form = await event.request.formData();
		const leaveOutFaultyLines = form.has('leaveOut');
		const id = event.params.import;
		const outcome = await act(event, banking.keepImport, { id, leaveOutFaultyLines });
		if (!outcome.ok) return outcome.failure;
		redirect(303, event.url.pathname);
	},
	undo: async (event) => {
		const outcome = await act(event, banking.undoImport, { id: event.params.import });
		if (!outcome.ok) return outcome.failure;
		redirect(303, event.url.pathname);
	}
};
