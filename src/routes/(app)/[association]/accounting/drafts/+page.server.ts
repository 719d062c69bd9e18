import { redirect } from '@sveltejs/kit';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, demand, read } from '#platform/page/perform.server.ts';
import { sendForm } from '#platform/page/send-form.server.ts';
import { ADDRESSES, draftOf } from './draft-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { searchParams } = event.url;
	const after = searchParams.get('cursor') ?? undefined;
	const { drafts, next } = await read(event, accounting.listEntryDrafts, { after });
	return {
		drafts: drafts.map((draft) => ({ ...draft, path: ADDRESSES[draft.form] })),
		next,
		kept: searchParams.get('kept')
	};
};

export const actions: Actions = {
	/** Asked by the forms themselves, wherever they are filled. */
	async keep(event) {
		const outcome = await sendForm(event, accounting.keepEntryDraft, draftOf);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `${event.url.pathname}?kept=${outcome.result.draftId}`);
	},
	async discard(event) {
		demand(event, accounting.discardEntryDraft);
		const { draftId = '' } = readFields(await event.request.formData());
		const outcome = await act(event, accounting.getEntryDraft, { draftId });
		if (!outcome.ok) return outcome.failure;
		const discarded = await act(event, accounting.discardEntryDraft, { draftId });
		if (!discarded.ok) return discarded.failure;
		// As text that a form sends back to have it again.
		const { form, fields, files } = outcome.result;
		return { again: JSON.stringify({ form, fields, fileIds: files.map(({ id }) => id) }) };
	},
	async restore(event) {
		const { again = '' } = readFields(await event.request.formData());
		const outcome = await act(event, accounting.keepEntryDraft, parsed(again));
		return outcome.ok ? { restored: true } : outcome.failure;
	}
};

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
