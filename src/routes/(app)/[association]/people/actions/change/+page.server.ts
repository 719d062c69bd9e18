import { error } from '@sveltejs/kit';
import { newId } from '#shared/id.ts';
import { customLabel, inTreeOrder } from '#modules/people/index.ts';
import { BULK_FIELDS, fieldLabel, labelChanges, people } from '#modules/people/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, demand, read } from '#platform/page/perform.server.ts';
import type { Locale } from '#platform/server/actor.ts';
import { translateCode } from '#platform/server/locale.ts';
import { chosenIn, selectedIn } from '../selected.server.ts';
import type { Actions, PageServerLoad } from './$types';

const KINDS = ['enter-group', 'leave-group', 'set-field', 'archive'] as const;

/** The change that the address asks for; `undefined` while something of it is still to be chosen. */
function changeIn(parameters: URLSearchParams, kind: (typeof KINDS)[number]) {
	if (kind === 'archive') return { kind };
	if (kind === 'set-field') {
		const field = parameters.get('field');
		return field ? { kind, field, value: parameters.get('value') || null } : undefined;
	}
	const groupId = parameters.get('to');
	return groupId ? { kind, groupId } : undefined;
}

/** What the change would do, or why it can't be made. */
async function preview(event: Parameters<PageServerLoad>[0], asked: unknown) {
	if (asked === undefined) return { preview: undefined, refusal: undefined };
	const outcome = await act(event, people.previewBulkChange, asked);
	return outcome.ok
		? { preview: outcome.result, refusal: undefined }
		: { preview: undefined, refusal: outcome.failure.data.message };
}

type Preview = NonNullable<Awaited<ReturnType<typeof preview>>['preview']>;

/** The values that go, as people read them. */
function replacedWords(
	replaced: Preview['replaced'],
	locale: Locale,
	fields: Parameters<typeof labelChanges>[2]
) {
	const changes = replaced.map(({ field, before }) => ({ field, before, after: null }));
	const [labelled] = labelChanges([{ changes }], locale, fields);
	return replaced.map(({ people }, index) => ({
		people,
		value: String(labelled?.changes[index]?.before ?? '')
	}));
}

export const load: PageServerLoad = async (event) => {
	demand(event, people.changeMany);
	const { searchParams } = event.url;
	const { locale } = event.locals;
	const kind = KINDS.find((known) => known === searchParams.get('do'));
	if (!kind) error(404, translateCode('platform.page-not-found', {}, locale));
	const change = changeIn(searchParams, kind);
	const [{ groups }, { fields }] = await Promise.all([
		read(event, people.listGroups, {}),
		read(event, people.listFields, {})
	]);
	const asked = change && { selection: selectedIn(searchParams), change };
	const found = await preview(event, asked);
	return {
		id: newId(),
		kind,
		chosen: [...chosenIn(searchParams)],
		groups: inTreeOrder(groups).map(({ id, name }) => ({ value: id, label: name })),
		fields: [
			...BULK_FIELDS.map((value) => ({ value: value as string, label: fieldLabel(value, locale) })),
			...fields
				.filter((field) => field.kind !== 'computed' && field.kind !== 'file')
				.map((field) => ({ value: `custom.${field.key}`, label: customLabel(field, locale) }))
		],
		typed: {
			to: searchParams.get('to') ?? '',
			field: searchParams.get('field') ?? '',
			value: searchParams.get('value') ?? ''
		},
		refusal: found.refusal,
		preview: found.preview && {
			...found.preview,
			replaced: replacedWords(found.preview.replaced, locale, fields)
		}
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { id, undo, previewed } = readFields(await event.request.formData());
		if (undo !== undefined) {
			const undone = await act(event, people.undoBatch, { id: undo });
			return undone.ok ? { undone: undone.result.restored } : undone.failure;
		}
		const { searchParams } = event.url;
		const kind = KINDS.find((known) => known === searchParams.get('do'));
		const change = kind && changeIn(searchParams, kind);
		const selection = selectedIn(searchParams);
		const outcome = await act(event, people.changeMany, { id, selection, change, previewed });
		return outcome.ok ? { done: outcome.result } : outcome.failure;
	}
};
