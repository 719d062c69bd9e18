import { plainOf, writeCell } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { searchParams } = event.url;
	const all = searchParams.has('all');
	const { templates, next } = await read(event, accounting.listEntryTemplates, {
		search: searchParams.get('q')?.trim().slice(0, 100) || undefined,
		after: searchParams.get('cursor') ?? undefined,
		all
	});
	return {
		all,
		saved: searchParams.has('saved'),
		next,
		templates: templates.map((template) => ({
			...{ id: template.id, name: template.name, archived: template.archived },
			label: template.label,
			plain: plainOf(template, [])?.kind,
			lines: template.lines.map((line) => `${line.account} ${writeCell(line)}`)
		}))
	};
};

export const actions: Actions = {
	async archive(event) {
		const { templateId, archived } = readFields(await event.request.formData());
		const input = { templateId, archived: archived === 'yes' };
		const outcome = await act(event, accounting.archiveEntryTemplate, input);
		return outcome.ok ? { archived: outcome.result } : outcome.failure;
	}
};
