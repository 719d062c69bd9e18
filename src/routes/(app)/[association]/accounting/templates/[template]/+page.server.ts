import { templateStart } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { demand, read } from '#platform/page/perform.server.ts';
import { moreLines, saveTemplate } from '../template-actions.server.ts';
import { templateChoices } from '../template-choices.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	demand(event, accounting.saveEntryTemplate);
	const template = await read(event, accounting.getEntryTemplate, {
		templateId: event.params.template
	});
	return { ...(await templateChoices(event)), start: templateStart(template) };
};

export const actions: Actions = {
	more: moreLines,
	save: (event) => saveTemplate(event, event.params.template)
};
