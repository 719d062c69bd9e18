import { redirect } from '@sveltejs/kit';
import { banking } from '#modules/banking/server/index.ts';
import { readFiles } from '#platform/page/form.server.ts';
import { act, callerOf, failWith } from '#platform/page/perform.server.ts';
import { keepFile } from '#platform/server/keep-file.ts';
import { runtime } from '#platform/server/runtime.ts';
import { Refusal } from '#shared/errors.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	callerOf(event);
	return { maxSize: runtime().settings.uploadLimit };
};

export const actions: Actions = {
	default: async (event) => {
		const [file] = readFiles(await event.request.formData(), 'file');
		try {
			if (!file) throw new Refusal('invalid', 'banking.import-file-missing');
			const content = new Uint8Array(await file.arrayBuffer());
			const kept = await keepFile(callerOf(event), {
				name: file.name,
				mediaType: file.type,
				content
			});
			const outcome = await act(event, banking.startImport, { file: kept.id });
			if (!outcome.ok) return outcome.failure;
			redirect(303, `/${event.params.association}/banking/import/${outcome.result.id}`);
		} catch (refusal) {
			return failWith(event, refusal);
		}
	}
};
