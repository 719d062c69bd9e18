import { redirect } from '@sveltejs/kit';
import { isDay, parseDay } from '#shared/day.ts';
import { isId } from '#shared/id.ts';
import { membership } from '#modules/membership/server/index.ts';
import { act, read } from '#platform/page/perform.server.ts';
import { today } from '#platform/server/clock.ts';
import type { Actions, PageServerLoad } from './$types';

/** What the form says: in the address while it is looked at, in the body when it is done. */
function readQuery(fields: URLSearchParams | FormData) {
	const text = (name: string) => {
		const value = fields.get(name);
		return typeof value === 'string' ? value.trim() : '';
	};
	const typed = text('on');
	return {
		feeId: text('fee'),
		on: parseDay(typed) ?? (typed || today()),
		incomeSeen: text('incomeSeen') !== '',
		excluded: [...new Set(fields.getAll('exclude').map(String))].filter(isId).slice(0, 1000)
	};
}

export const load: PageServerLoad = async (event) => {
	const { fees } = await read(event, membership.listFees, {});
	const renewable = fees.filter(({ validity }) => !['lifetime', 'day'].includes(validity.kind));
	const parameters = event.url.searchParams;
	const query = readQuery(parameters);
	query.feeId ||= renewable[0]?.id ?? '';
	const search = parameters.get('q') ?? '';
	const cursor = parameters.get('cursor') || undefined;
	const shown = query.feeId
		? await act(event, membership.previewRenewal, { ...query, search, cursor })
		: undefined;
	return {
		fees: renewable,
		today: today(),
		query: { ...query, on: isDay(query.on) ? query.on : today(), search },
		preview: shown?.ok ? shown.result : undefined,
		refused: shown && !shown.ok ? shown.failure.data : undefined
	};
};

export const actions: Actions = {
	successor: async (event) => {
		const form = await event.request.formData();
		const input = { id: form.get('tariff'), successorId: form.get('successor') };
		const outcome = await act(event, membership.nameSuccessor, input);
		if (!outcome.ok) return outcome.failure;
		const query = new URLSearchParams(event.url.searchParams);
		query.delete('/successor');
		redirect(303, `?${query}`);
	},
	renew: async (event) => {
		const form = await event.request.formData();
		const expected = {
			people: Number(form.get('people')),
			totalCents: Number(form.get('totalCents'))
		};
		const outcome = await act(event, membership.renewMemberships, {
			...readQuery(form),
			expected
		});
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/membership/renewals`);
	}
};
