import { redirect } from '@sveltejs/kit';
import { isDay } from '#shared/day.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { membership } from '#modules/membership/server/index.ts';
import { act, callerOf, demand, read } from '#platform/page/perform.server.ts';
import { today } from '#platform/server/clock.ts';
import { readCollectQuery, signatureOf, toCollection, toSearch } from './collect-query.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	demand(event, membership.takePayments);
	const { fees } = await read(event, membership.listFees, {});
	const query = readCollectQuery(event.url.searchParams);
	query.tariffId ||= fees[0]?.tariffs.find(({ archived }) => !archived)?.id ?? '';
	query.date ||= today();
	if (!query.tariffId) return { fees, query, payers: [], means: [], shown: '' };
	const mayReadAccounts = callerOf(event).actor.permissions.has('accounting.read');
	const { tariffId, search, chosen } = query;
	const input = toCollection(query);
	const startsOn = [input.startsOn ?? '', input.date].find(isDay);
	const [{ payers }, { means }, preview] = await Promise.all([
		read(event, membership.listPayers, { tariffId, startsOn, search, chosen }),
		mayReadAccounts ? read(event, accounting.listPaymentMeans, {}) : { means: [] },
		chosen.length > 0 ? act(event, membership.previewCollection, input) : undefined
	]);
	const refused = preview && !preview.ok ? preview.failure.data : undefined;
	const written = preview?.ok ? preview.result : undefined;
	return { fees, query, payers, means, written, refused, shown: signatureOf(query) };
};

export const actions: Actions = {
	collect: async (event) => {
		demand(event, membership.takePayments);
		const form = await event.request.formData();
		const query = readCollectQuery(form);
		if (form.get('shown') !== signatureOf(query)) redirect(303, `?${toSearch(form)}`);
		const outcome = await act(event, membership.takePayments, toCollection(query));
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/membership/collect/${outcome.result.collectionId}`);
	}
};
