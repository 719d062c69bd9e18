import { redirect } from '@sveltejs/kit';
import { isId } from '#shared/id.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { demand, read } from '#platform/page/perform.server.ts';
import { sendForm } from '#platform/page/send-form.server.ts';
import { today } from '#platform/server/clock.ts';
import { entryOf, startFrom, typedLines } from './entry-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	demand(event, accounting.postEntry);
	const from = event.url.searchParams.get('from') ?? '';
	const [{ journals }, { accounts }, { entries }, start] = await Promise.all([
		read(event, accounting.listJournals, {}),
		read(event, accounting.listAccounts, { limit: 1000 }),
		read(event, accounting.listEntries, { limit: 1 }),
		isId(from) ? read(event, accounting.getEntry, { entryId: from }) : undefined
	]);
	return {
		today: today(),
		latest: entries[0] && { id: entries[0].id, label: entries[0].label },
		start: start && startFrom(start),
		journals: journals
			.filter(({ active }) => active)
			.map(({ code, label }) => ({ value: code, label: `${code} · ${label}` })),
		accounts: accounts
			.filter(({ heading, active }) => !heading && active)
			.sort((a, b) => Number(b.favourite) - Number(a.favourite))
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
