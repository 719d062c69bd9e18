import { redirect } from '@sveltejs/kit';
import { IMPORT_TARGETS, OUTCOMES } from '#modules/people/index.ts';
import {
	customTargetLabels,
	labelChanges,
	people,
	targetLabel
} from '#modules/people/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const id = event.params.import;
	const { locale } = event.locals;
	const { searchParams } = event.url;
	const outcome = OUTCOMES.find((known) => known === searchParams.get('outcome'));
	const after = Number(searchParams.get('after')) || 0;
	const view = await read(event, people.getImport, { id });
	const preview =
		view.state === 'draft'
			? await read(event, people.previewImport, { id, outcome, after })
			: undefined;
	const { fields } = await read(event, people.listFields, {});
	const { profiles } = await read(event, people.listImportProfiles, {});
	const lines = preview && labelChanges(preview.lines, locale, fields);
	return {
		view,
		preview: preview && { ...preview, lines: lines ?? [] },
		outcome,
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
	undo: async (event) => {
		const outcome = await act(event, people.undoImport, { id: event.params.import });
		if (!outcome.ok) return outcome.failure;
		redirect(303, event.url.pathname);
	}
};
