import { redirect } from '@sveltejs/kit';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { demand, read } from '#platform/page/perform.server.ts';
import { sendForm } from '#platform/page/send-form.server.ts';
import { today } from '#platform/server/clock.ts';
import { entryOf, typedLines } from './entry-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	demand(event, accounting.postEntry);
	const [{ journals }, { accounts }] = await Promise.all([
		read(event, accounting.listJournals, {}),
		read(event, accounting.listAccounts, { limit: 1000 })
	]);
	return {
		today: today(),
		journals: journals
			.filter(({ active }) => active)
			.map(({ code, label }) => ({ value: code, label: `${code} · ${label}` })),
		accounts: accounts
			.filter(({ heading, active }) => !heading && active)
			.map(({ code, label }) => ({ code, label }))
	};
};

export const actions: Actions = {
	/** Without JavaScript: the same form with more lines. */
	async more(event) {
		const fields = readFields(await event.request.formData());
		const rows = Number(fields.rows) || 0;
		return { values: { ...fields, lines: typedLines(fields), rows: rows + 8 } };
	},
	async post(event) {
		const outcome = await sendForm(event, accounting.postEntry, entryOf);
		outcome.values.lines = typedLines(outcome.fields);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/accounting?written=${outcome.result.entryId}`);
	}
};
