import { redirect } from '@sveltejs/kit';
import { parseDay, type Day } from '#shared/day.ts';
import { isId } from '#shared/id.ts';
import { parseCents } from '#shared/money.ts';
import { plainOf, resumed, shownAgain, withMoreParts } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { demand, read } from '#platform/page/perform.server.ts';
import { sendForm } from '#platform/page/send-form.server.ts';
import { today } from '#platform/server/clock.ts';
import { kindOf } from './kind.server.ts';
import { previewParts } from './preview-parts.server.ts';
import { plainEntryOf, previewsOf, transferOf } from './record-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Classes of the accounts that one kind or the other is written in: what is owed and owned, then its own. */
const CLASSES = { income: /^[147]/, expense: /^[246]/, transfer: /^$/ } as const;

export const load: PageServerLoad = async (event) => {
	demand(event, accounting.recordIncome);
	const kind = kindOf(event);
	const draftId = event.url.searchParams.get('draft') ?? '';
	const [{ means }, { meanings }, { accounts }, { axes }, vat, templates, draft] =
		await Promise.all([
			read(event, accounting.listPaymentMeans, {}),
			read(event, accounting.listMeanings, {}),
			read(event, accounting.listAccounts, { limit: 1000 }),
			read(event, accounting.listAxes, {}),
			read(event, accounting.getVatSetting, {}),
			templatesFor(event, kind),
			isId(draftId) ? read(event, accounting.getEntryDraft, { draftId }) : undefined
		]);
	const { searchParams } = event.url;
	return {
		kind,
		...templates,
		draft: draft ? resumed(draft) : templates.filled,
		// The next of a series is most often of the same day and by the same means.
		date: dayOf(event.url),
		usualMeans: searchParams.get('means') ?? means.find((one) => one.kind === 'bank')?.code,
		means: means.map(({ code, label }) => ({ value: code, label })),
		axes: kind === 'transfer' ? [] : axes.filter(({ values }) => values.length > 0),
		rates: vat.rates,
		deductiblePercent: vat.setting?.deductiblePercent ?? 100,
		meanings: meanings.filter(({ direction }) => direction === kind),
		accounts: accounts
			.filter(({ heading, active, code }) => !heading && active && CLASSES[kind].test(code))
			.map(({ code, label }) => ({ code, label }))
	};
};

/** The day that the address says, today unless it says one. */
function dayOf({ searchParams }: URL): Day {
	return parseDay(searchParams.get('date') ?? '') ?? today();
}

/** Those that are as simple as the form, and what it begins with when the address names one. */
async function templatesFor(event: Parameters<PageServerLoad>[0], kind: string) {
	const { searchParams } = event.url;
	const templateId = searchParams.get('template') ?? '';
	const total = searchParams.get('total')?.trim().slice(0, 40) ?? '';
	const { templates } = await read(event, accounting.listEntryTemplates, { limit: 200 });
	const simple = templates.filter((template) => plainOf(template, [])?.kind === kind);
	const offered = simple.map(({ id, name }) => ({ id, name }));
	if (!isId(templateId)) return { templates: offered, template: '', total, filled: undefined };
	const totalCents = parseCents(total);
	const input = { templateId, totalCents, date: dayOf(event.url) };
	const { amounts, ...template } = await read(event, accounting.getEntryTemplate, input);
	const { meanings } = await read(event, accounting.listMeanings, {});
	const wordOf = (account: string) =>
		meanings.find((one) => one.direction === kind && one.account === account)?.key;
	const plain = plainOf(template, amounts, { totalCents, wordOf });
	const filled = plain?.kind === kind ? { values: plain.values } : undefined;
	return { templates: offered, template: templateId, total, filled };
}

export const actions: Actions = {
	/** Without JavaScript: the same form with more parts. */
	async more(event) {
		return { values: withMoreParts(readFields(await event.request.formData())) };
	},
	async preview(event) {
		const kind = kindOf(event);
		const outcome = await sendForm(
			event,
			accounting.previewPlainEntry,
			(fields) => previewsOf(kind, fields)[0]
		);
		Object.assign(outcome.values, shownAgain(outcome.fields));
		if (!outcome.ok) return outcome.failure;
		const { fields, values } = outcome;
		const told = await previewParts(event, kind, fields, values);
		return told.ok ? { preview: told.preview, values } : told.failure;
	},
	async save(event) {
		const kind = kindOf(event);
		const outcome =
			kind === 'transfer'
				? await sendForm(event, accounting.recordTransfer, transferOf)
				: await sendForm(
						event,
						kind === 'income' ? accounting.recordIncome : accounting.recordExpense,
						plainEntryOf
					);
		Object.assign(outcome.values, shownAgain(outcome.fields));
		if (!outcome.ok) return outcome.failure;
		const { fields, result } = outcome;
		const written = new URLSearchParams({ written: result.entryId });
		if (fields.then !== 'another') {
			redirect(303, `/${event.params.association}/accounting?${written}`);
		}
		written.set('date', parseDay(fields.date ?? '') ?? '');
		written.set('means', fields.means ?? fields.from ?? '');
		redirect(303, `${event.url.pathname}?${written}`);
	}
};
