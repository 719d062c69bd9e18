import { parseDay } from '#shared/day.ts';
import { refuseField } from '#shared/errors.ts';
import { parseCents } from '#shared/money.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, demand, failWith, read } from '#platform/page/perform.server.ts';
import { today } from '#platform/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const thirdPartyId = event.params.party;
	const after = event.url.searchParams.get('cursor') ?? undefined;
	const [party, { items }, { means }] = await Promise.all([
		read(event, accounting.getThirdParty, { thirdPartyId, after, limit: 50 }),
		read(event, accounting.listOpenItems, { thirdPartyId, limit: 100 }),
		read(event, accounting.listPaymentMeans, {})
	]);
	return {
		party,
		today: today(),
		items: items.map(({ lineIds: _, ...item }) => item),
		means: means.map(({ code, label }) => ({ value: code, label })),
		usualMeans: means.find(({ kind }) => kind === 'bank')?.code
	};
};

function chosen(form: FormData): string[] {
	return form.getAll('item').filter((value) => typeof value === 'string');
}

export const actions: Actions = {
	async settle(event) {
		demand(event, accounting.settle);
		const form = await event.request.formData();
		const fields = readFields(form);
		const { date = '', means, amountCents: typed, reference } = fields;
		const values = { ...fields, items: chosen(form) };
		const amountCents = typed === undefined ? undefined : parseCents(typed);
		if (typed !== undefined && amountCents === undefined) {
			return failWith(event, refuseField('amountCents', 'accounting.amount-unread'), values);
		}
		const itemIds = chosen(form);
		if (itemIds.length === 0) {
			return failWith(event, refuseField('item', 'accounting.no-item-chosen'), values);
		}
		const input = { itemIds, date: parseDay(date) ?? date, means, amountCents, reference };
		const outcome = await act(event, accounting.settle, input, values);
		return outcome.ok ? { settled: outcome.result.entryId } : outcome.failure;
	},
	async remind(event) {
		const itemIds = chosen(await event.request.formData());
		const outcome = await act(event, accounting.noteReminder, { itemIds });
		return outcome.ok ? { reminded: outcome.result.items } : outcome.failure;
	},
	async letter(event) {
		const form = await event.request.formData();
		const lineIds = form.getAll('line').filter((value) => typeof value === 'string');
		const outcome = await act(event, accounting.letterByHand, { lineIds });
		return outcome.ok ? { lettered: outcome.result.letter } : outcome.failure;
	},
	async unletter(event) {
		const { letteringId } = readFields(await event.request.formData());
		const outcome = await act(event, accounting.removeLettering, { letteringId });
		return outcome.ok ? { unlettered: outcome.result.lines } : outcome.failure;
	},
	async edit(event) {
		const fields = readFields(await event.request.formData());
		const input = {
			thirdPartyId: event.params.party,
			label: fields.label,
			active: fields.active === 'on'
		};
		const outcome = await act(event, accounting.editThirdParty, input, fields);
		return outcome.ok ? { edited: outcome.result.label } : outcome.failure;
	}
};
