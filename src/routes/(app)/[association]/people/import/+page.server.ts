import { redirect } from '@sveltejs/kit';
import { people } from '#modules/people/server/index.ts';
import { readFiles } from '#platform/page/form.server.ts';
import { act, callerOf, failWith, read } from '#platform/page/perform.server.ts';
import { keepFile } from '#platform/server/keep-file.ts';
import { runtime } from '#platform/server/runtime.ts';
import { Refusal } from '#shared/errors.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { imports } = await read(event, people.listImports, { limit: 10 });
	return { imports, maxSize: runtime().settings.uploadLimit };
};

export const actions: Actions = {
	default: async (event) => {
		const [file] = readFiles(await event.request.formData(), 'file');
		try {
			if (!file) throw new Refusal('invalid', 'people.import-file-missing');
			const content = new Uint8Array(await file.arrayBuffer());
			const kept = await keepFile(callerOf(event), {
				name: file.name,
				mediaType: file.type,
				content
			});
			const outcome = await act(event, people.startImport, { file: kept.id });
			if (!outcome.ok) return outcome.failure;
			redirect(303, `/${event.params.association}/people/import/${outcome.result.id}`);
		} catch (refusal) {
			return failWith(event, refusal);
		}
	}
};
