import { redirect } from '@sveltejs/kit';
import { people } from '#modules/people/server/index.ts';
import { act, callerOf, read } from '#platform/page/perform.server.ts';
import { listHref } from '#platform/ui/list-url.ts';
import { addedCondition } from './added-condition.server.ts';
import { searchOf } from '../search-of.server.ts';
import { keptSearch, type KeptSearch } from './search-kept.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { url } = event;
	const { where, match } = searchOf(url.searchParams);
	const field = url.searchParams.get('field');
	const [{ criteria }, asked, { searches }] = await Promise.all([
		read(event, people.listCriteria, {}),
		field ? read(event, people.listCriteria, { key: field.slice(0, 100) }) : undefined,
		read(event, people.listSearches, {})
	]);
	const kept = await keptSearch(event, searches);
	const criterion = asked?.criteria[0];
	const added = criterion && addedCondition(criterion, url.searchParams);
	if (added) {
		const whole = where === '' ? added : `${where};${added}`;
		const after = await read(event, people.describeSearch, { where: whole, match });
		const fault = after.conditions.at(-1)?.fault;
		if (!fault) redirect(303, addressOf(url.pathname, whole, match, kept));
		return { ...(await shown()), fault };
	}
	return { ...(await shown()), fault: null };

	async function shown() {
		const search = await read(event, people.describeSearch, { where, match });
		const isWhole = search.conditions.every((one) => one.fault === null);
		const found =
			isWhole && search.conditions.length > 0
				? await read(event, people.listPersons, { where, match, limit: 1 })
				: undefined;
		return {
			where,
			match,
			kept,
			into: intoOf(kept),
			sentence: search.sentence,
			total: found?.total ?? null,
			conditions: search.conditions.map(({ without, ...one }) => {
				return { ...one, without: addressOf(url.pathname, without, match, kept) };
			}),
			criteria: criteria.map(({ key, label }) => ({ value: key, label })),
			criterion: criterion && {
				...criterion,
				operator: url.searchParams.get('operator') ?? '',
				typed: url.searchParams.getAll('value')
			},
			others: {
				all: listHref(url, { match: undefined, field: undefined }),
				any: listHref(url, { match: 'any', field: undefined })
			},
			searches: searches.map(({ where, match, ...search }) => ({
				...search,
				query: queryOf(where, match),
				rebuild: addressOf(url.pathname, where, match, { ...search, kind: 'search' })
			})),
			mayGroup: callerOf(event).actor.permissions.has(people.addSearchGroup.permission),
			mayShare: callerOf(event).actor.permissions.has('people.share-searches')
		};
	}
};

function addressOf(
	path: string,
	where: string,
	match: 'all' | 'any',
	kept: KeptSearch | null = null
): string {
	return `${path}?${queryOf(where, match, kept)}`;
}

function queryOf(where: string, match: 'all' | 'any', kept: KeptSearch | null = null): string {
	return new URLSearchParams({
		...(where && { where }),
		...(match === 'any' && { match }),
		...(kept && { into: intoOf(kept) })
	}).toString();
}

function intoOf(kept: KeptSearch | null): string {
	return kept ? `${kept.kind}:${kept.id}` : '';
}

export const actions: Actions = {
	save: async (event) => {
		const form = await event.request.formData();
		const asked = searchOf(event.url.searchParams);
		const name = String(form.get('name') ?? '');
		const outcome = await act(event, people.saveSearch, { ...asked, name }, { name });
		if (!outcome.ok) return outcome.failure;
		redirect(303, addressOf(event.url.pathname, asked.where, asked.match));
	},
	replace: async (event) => {
		const asked = searchOf(event.url.searchParams);
		const id = (await event.request.formData()).get('id');
		const outcome = await act(event, people.editSearch, { ...asked, id });
		if (!outcome.ok) return outcome.failure;
		redirect(303, addressOf(event.url.pathname, asked.where, asked.match));
	},
	replaceGroup: async (event) => {
		const asked = searchOf(event.url.searchParams);
		const id = String((await event.request.formData()).get('id') ?? '');
		const outcome = await act(event, people.editSearchGroup, { ...asked, id });
		if (!outcome.ok) return outcome.failure;
		redirect(303, event.url.pathname.replace(/find$/, `groups/${outcome.result.id}`));
	},
	group: async (event) => {
		const name = String((await event.request.formData()).get('group') ?? '');
		const asked = { ...searchOf(event.url.searchParams), name };
		const outcome = await act(event, people.addSearchGroup, asked, { group: name });
		if (!outcome.ok) return outcome.failure;
		redirect(303, event.url.pathname.replace(/find$/, `groups/${outcome.result.id}`));
	},
	edit: async (event) => {
		const form = await event.request.formData();
		const name = String(form.get('name') ?? '');
		const outcome = await act(event, people.editSearch, { id: form.get('id'), name });
		return outcome.ok ? undefined : outcome.failure;
	},
	share: async (event) => {
		const form = await event.request.formData();
		const typed = { id: form.get('id'), shared: form.get('shared') === 'true' };
		const outcome = await act(event, people.shareSearch, typed);
		return outcome.ok ? undefined : outcome.failure;
	},
	remove: async (event) => {
		const id = (await event.request.formData()).get('id');
		const outcome = await act(event, people.removeSearch, { id });
		return outcome.ok ? undefined : outcome.failure;
	}
};
