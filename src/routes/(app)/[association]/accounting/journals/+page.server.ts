import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => read(event, accounting.listJournals, {});

export const actions: Actions = {
	async add(event) {
		const fields = readFields(await event.request.formData());
		const input = { code: fields.code, label: fields.label, kind: fields.kind };
		const outcome = await act(event, accounting.addJournal, input, fields);
		return outcome.ok ? { done: true } : outcome.failure;
	},
	async change(event) {
		const fields = readFields(await event.request.formData());
		const { journalId, label, state } = fields;
		const active = state === undefined ? undefined : state === 'active';
		const outcome = await act(event, accounting.changeJournal, { journalId, label, active });
		return outcome.ok ? { done: true } : outcome.failure;
	}
};
