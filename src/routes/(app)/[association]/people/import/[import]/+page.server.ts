import { redirect } from '@sveltejs/kit';
import { Refusal } from '#shared/errors.ts';
import { duesColumns } from '#modules/membership/index.ts';
import { membership } from '#modules/membership/server/index.ts';
import { IMPORT_TARGETS, OUTCOMES } from '#modules/people/index.ts';
import {
	customTargetLabels,
	labelChanges,
	people,
	targetLabel
} from '#modules/people/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, callerOf, demand, failWith, read } from '#platform/page/perform.server.ts';
import { keepAgain } from '#platform/server/keep-file.ts';
import type { Caller } from '#platform/server/perform.ts';
import type { Actions, PageServerLoad } from './$types';

const TABLES: ReadonlySet<string> = new Set(['csv', 'xlsx', 'ods']);

export const load: PageServerLoad = async (event) => {
	const id = event.params.import;
	const { locale } = event.locals;
	const { searchParams } = event.url;
	const outcome = OUTCOMES.find((known) => known === searchParams.get('outcome'));
	const after = Number(searchParams.get('after')) || 0;
	const view = await read(event, people.getImport, { id });
	const preview = view.previewed
		? await read(event, people.previewImport, { id, outcome, after })
		: undefined;
	const { fields } = await read(event, people.listFields, {});
	const { profiles } = await read(event, people.listImportProfiles, {});
	const mayEnrol = callerOf(event).actor.permissions.has(membership.startImport.permission);
	const isTable = view.format !== null && TABLES.has(view.format);
	const dues =
		mayEnrol && isTable && view.file ? duesColumns(view.columns.map(({ header }) => header)) : [];
	const lines = preview && labelChanges(preview.lines, locale, fields);
	return {
		view,
		preview: preview && { ...preview, lines: lines ?? [] },
		outcome,
		/** Columns that speak of dues: the import of memberships reads them, from the same file. */
		dues,
		profiles,
		targets: [
			...IMPORT_TARGETS.map((value) => ({ value, label: targetLabel(value, locale) })),
			...customTargetLabels(fields, locale)
		]
	};
};

export const actions: Actions = {
	mapping: async (event) => {
		const form = await event.request.formData();
		const mapping = form.getAll('target');
		const duplicates = form.get('duplicates') ?? undefined;
		const newGroups = form.has('newGroups') ? 'create' : 'refuse';
		const id = event.params.import;
		const input = { id, mapping, duplicates, newGroups };
		const outcome = await act(event, people.setImportMapping, input);
		return outcome.ok ? undefined : outcome.failure;
	},
	remember: async (event) => {
		const { name = '' } = readFields(await event.request.formData());
		const input = { id: event.params.import, name };
		const outcome = await act(event, people.saveImportProfile, input, { name });
		return outcome.ok ? { remembered: name } : outcome.failure;
	},
	profile: async (event) => {
		const { profile = '' } = readFields(await event.request.formData());
		const input = { id: event.params.import, profile };
		const outcome = await act(event, people.useImportProfile, input);
		return outcome.ok ? undefined : outcome.failure;
	},
	commit: async (event) => {
		const form = await event.request.formData();
		const leaveOutFaultyLines = form.has('leaveOut');
		const id = event.params.import;
		const outcome = await act(event, people.commitImport, { id, leaveOutFaultyLines });
		if (!outcome.ok) return outcome.failure;
		redirect(303, event.url.pathname);
	},
	dues: async (event) => {
		const caller = demand(event, membership.startImport);
		const { file } = await read(event, people.getImport, { id: event.params.import });
		const copy = await copied(caller, file).catch((refusal: unknown) => ({ refusal }));
		if ('refusal' in copy) return failWith(event, copy.refusal);
		const outcome = await act(event, membership.startImport, { file: copy.id });
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/membership/import/${outcome.result.id}`);
	},
	undo: async (event) => {
		const outcome = await act(event, people.undoImport, { id: event.params.import });
		if (!outcome.ok) return outcome.failure;
		redirect(303, event.url.pathname);
	}
};

/** Each import forgets its own file: the next one gets another name of the same. */
async function copied(caller: Caller, file: string | null): Promise<{ id: string }> {
	if (file === null) throw new Refusal('conflict', 'people.import-file-forgotten');
	return keepAgain(caller, file);
}
