import { redirect } from '@sveltejs/kit';
import { banking } from '#modules/banking/server/index.ts';
import { demand } from '#platform/page/perform.server.ts';
import { sendFile } from '#platform/page/send-file.server.ts';
import { runtime } from '#platform/server/runtime.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	demand(event, banking.startImport);
	return { maxSize: runtime().settings.uploadLimit };
};

export const actions: Actions = {
	default: async (event) => {
		const outcome = await sendFile(event, banking.startImport, 'banking.import-file-missing');
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/banking/import/${outcome.result.id}`);
	}
};
