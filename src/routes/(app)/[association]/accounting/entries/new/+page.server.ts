import { redirect, type RequestEvent } from '@sveltejs/kit';
import { parseDay } from '#shared/day.ts';
import { isId } from '#shared/id.ts';
import { parseCents } from '#shared/money.ts';
import { entryOf, gridOf, resumed, shownAgain, withMoreLines } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { demand, read } from '#platform/page/perform.server.ts';
import { sendForm } from '#platform/page/send-form.server.ts';
import { today } from '#platform/server/clock.ts';
import { startFrom, type Start } from './entry-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	demand(event, accounting.postEntry);
	const draftId = event.url.searchParams.get('draft') ?? '';
	const [
		{ journals },
		{ accounts },
		{ entries },
		{ axes },
		{ thirdParties },
		{ templates },
		start,
		draft
	] = await Promise.all([
		read(event, accounting.listJournals, {}),
		read(event, accounting.listAccounts, { limit: 1000 }),
		read(event, accounting.listEntries, { limit: 1 }),
		read(event, accounting.listAxes, {}),
		read(event, accounting.listThirdParties, { limit: 200 }),
		read(event, accounting.listEntryTemplates, { limit: 200 }),
		startOf(event),
		isId(draftId) ? read(event, accounting.getEntryDraft, { draftId }) : undefined
	]);
	return {
		templates: templates.map(({ id, name }) => ({ id, name })),
		...asked(event.url),
		latest: entries[0] && { id: entries[0].id, label: entries[0].label },
		start,
		draft: draft && resumed(draft),
		axes: axes.filter(({ values }) => values.some(({ archived }) => !archived)),
		thirdParties: thirdParties.map(({ code, label }) => ({ code, label })),
		journals: journals
			.filter(({ active }) => active)
			.map(({ code, label }) => ({ value: code, label: `${code} · ${label}` })),
		accounts: accounts
			.filter(({ heading, active }) => !heading && active)
			.sort((a, b) => Number(b.favourite) - Number(a.favourite))
			.map(({ code, label }) => ({ code, label }))
	};
};

/** The template that the address names, the total as it was typed, and the day of the entry: today unless said. */
function asked({ searchParams }: URL) {
	const template = searchParams.get('template') ?? '';
	const total = searchParams.get('total')?.trim().slice(0, 40) ?? '';
	const date = parseDay(searchParams.get('date') ?? '') ?? today();
	return { template: isId(template) ? template : '', total, date };
}

/** A template to fill in, or an entry to write another like. */
async function startOf(event: RequestEvent): Promise<Start | undefined> {
	const { template: templateId, total, date } = asked(event.url);
	if (templateId) {
		const totalCents = parseCents(total);
		const input = { templateId, totalCents, date };
		const { amounts, ...template } = await read(event, accounting.getEntryTemplate, input);
		return gridOf(template, amounts);
	}
	const entryId = event.url.searchParams.get('from') ?? '';
	if (!isId(entryId)) return undefined;
	const [entry, { shares }] = await Promise.all([
		read(event, accounting.getEntry, { entryId }),
		read(event, accounting.entryShares, { entryId })
	]);
	return startFrom(entry, shares);
}

export const actions: Actions = {
	/** Without JavaScript: the same form with more lines. */
	async more(event) {
		return { values: withMoreLines(readFields(await event.request.formData())) };
	},
	async post(event) {
		const outcome = await sendForm(event, accounting.postEntry, entryOf);
		Object.assign(outcome.values, shownAgain(outcome.fields));
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/accounting?written=${outcome.result.entryId}`);
	}
};
