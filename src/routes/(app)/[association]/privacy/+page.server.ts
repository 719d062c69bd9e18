import { people } from '#modules/people/server/index.ts';
import { privacy } from '#modules/privacy/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

const SHOWN = 50;

export const load: PageServerLoad = async (event) => {
	const cursor = event.url.searchParams.get('cursor') ?? undefined;
	const [due, kept, journal, { retentions, usualMonths }, { categories }] = await Promise.all([
		read(event, privacy.listDue, { limit: SHOWN, cursor }),
		read(event, privacy.listDue, { limit: SHOWN, kept: true }),
		read(event, privacy.listAnonymisations, { limit: 10 }),
		read(event, privacy.getRegister, {}),
		read(event, people.listCategories, {})
	]);
	return {
		due,
		kept: kept.rows,
		journal: journal.rows,
		retentions,
		usualMonths,
		categories: categories.map(({ name }) => name)
	};
};

export const actions: Actions = {
	async anonymise(event) {
		const form = await event.request.formData();
		const ids = form.getAll('id').filter((id) => typeof id === 'string');
		const outcome = await act(event, privacy.anonymisePeople, { ids });
		return outcome.ok ? { anonymised: outcome.result.count } : outcome.failure;
	},
	async keep(event) {
		const { personId, reason = '' } = readFields(await event.request.formData());
		const outcome = await act(
			event,
			privacy.keepPerson,
			{ personId, reason },
			{ personId, reason }
		);
		return outcome.ok ? { done: true } : outcome.failure;
	},
	async release(event) {
		const { personId } = readFields(await event.request.formData());
		const outcome = await act(event, privacy.releasePerson, { personId });
		return outcome.ok ? { done: true } : outcome.failure;
	},
	async retention(event) {
		const typed = readFields(await event.request.formData());
		const { category, months } = typed;
		const input = { category, months: months === undefined ? undefined : Number(months) };
		const outcome = await act(event, privacy.setRetention, input, typed);
		return outcome.ok ? { done: true } : outcome.failure;
	},
	async noRetention(event) {
		const { category } = readFields(await event.request.formData());
		const outcome = await act(event, privacy.setRetention, { category, months: null });
		return outcome.ok ? { done: true } : outcome.failure;
	}
};
