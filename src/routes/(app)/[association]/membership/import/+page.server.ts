import { redirect } from '@sveltejs/kit';
import { membership } from '#modules/membership/server/index.ts';
import { read } from '#platform/page/perform.server.ts';
import { sendFile } from '#platform/page/send-file.server.ts';
import { runtime } from '#platform/server/runtime.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { imports } = await read(event, membership.listImports, { limit: 10 });
	return { imports, maxSize: runtime().settings.uploadLimit };
};

export const actions: Actions = {
	default: async (event) => {
		const outcome = await sendFile(event, membership.startImport, 'membership.import-file-missing');
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/membership/import/${outcome.result.id}`);
	}
};
