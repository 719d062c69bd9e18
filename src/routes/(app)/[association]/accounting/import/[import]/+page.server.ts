import { redirect } from '@sveltejs/kit';
import { accounting } from '#modules/accounting/server/index.ts';
import { act, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

const SHOWN_LINES = 20;

export const load: PageServerLoad = async (event) => {
	const id = event.params.import;
	const after = Math.max(0, Math.trunc(Number(event.url.searchParams.get('after'))) || 0);
	const view = await read(event, accounting.getAccountsImport, { id });
	const input = { id, after, limit: SHOWN_LINES };
	const page =
		view.state === 'draft' ? await read(event, accounting.listImportLines, input) : undefined;
	return { view, page };
};

export const actions: Actions = {
	commit: async (event) => {
		const outcome = await act(event, accounting.commitAccountsImport, { id: event.params.import });
		if (!outcome.ok) return outcome.failure;
		redirect(303, event.url.pathname);
	},
	undo: async (event) => {
		const outcome = await act(event, accounting.undoAccountsImport, { id: event.params.import });
		if (!outcome.ok) return outcome.failure;
		redirect(303, event.url.pathname);
	}
};
