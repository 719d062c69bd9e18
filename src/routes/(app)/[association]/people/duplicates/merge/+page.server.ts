import { error, redirect } from '@sveltejs/kit';
import { isId } from '#shared/id.ts';
import { labelChanges, people, personDifferences } from '#modules/people/server/index.ts';
import { act, demand, read } from '#platform/page/perform.server.ts';
import { translateCode } from '#platform/server/locale.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	demand(event, people.mergePersons);
	const { locale } = event.locals;
	const [keep = '', drop = ''] = ['keep', 'drop'].map(
		(name) => event.url.searchParams.get(name) ?? ''
	);
	if (!isId(keep) || !isId(drop)) error(404, translateCode('people.person-not-found', {}, locale));
	const kept = await read(event, people.getPerson, { id: keep });
	const dropped = await read(event, people.getPerson, { id: drop });
	const { fields } = await read(event, people.listFields, {});
	const changes = personDifferences(kept, dropped);
	const [labelled] = labelChanges([{ changes }], locale, fields);
	return {
		keep: { id: keep, version: kept.version, name: kept.displayName },
		drop: { id: drop, version: dropped.version, name: dropped.displayName },
		differences: changes.map(({ field, before }, index) => ({
			...labelled?.changes[index],
			field,
			// What only the other record knows is taken unless told otherwise.
			take: before === null
		}))
	};
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const side = (name: string) => {
			return { id: form.get(name), version: Number(form.get(`${name}Version`)) };
		};
		const take = [...form].flatMap(([name, value]) =>
			name.startsWith('take.') && value === 'drop' ? [name.slice('take.'.length)] : []
		);
		const input = { keep: side('keep'), drop: side('drop'), take };
		const outcome = await act(event, people.mergePersons, input);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/people/${String(form.get('keep'))}`);
	}
};
