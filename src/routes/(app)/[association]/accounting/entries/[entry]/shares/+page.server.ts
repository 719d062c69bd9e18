import { redirect } from '@sveltejs/kit';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, demand, failWith, read } from '#platform/page/perform.server.ts';
import { sharesOfForm } from './shares-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	demand(event, accounting.shareEntry);
	const entryId = event.params.entry;
	const [entry, { shares }, { axes }] = await Promise.all([
		read(event, accounting.getEntry, { entryId }),
		read(event, accounting.entryShares, { entryId }),
		read(event, accounting.listAxes, {})
	]);
	const lines = entry.lines.map((line, index) => ({ ...line, position: index + 1 }));
	// Where money lies is of no project: what it was for is.
	const about = lines.filter(({ account }) => !account.startsWith('5'));
	return { entry, lines: about.length > 0 ? about : lines, shares, axes };
};

export const actions: Actions = {
	async default(event) {
		const form = await event.request.formData();
		const fields = readFields(form);
		const entryId = event.params.entry;
		let lines;
		try {
			lines = sharesOfForm(form);
		} catch (refusal) {
			return failWith(event, refusal, fields);
		}
		const outcome = await act(event, accounting.shareEntry, { entryId, lines }, fields);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/accounting/entries/${entryId}`);
	}
};
