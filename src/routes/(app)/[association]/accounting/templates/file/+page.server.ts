import { accounting } from '#modules/accounting/server/index.ts';
import { sendFile } from '#platform/page/send-file.server.ts';
import { runtime } from '#platform/server/runtime.ts';
import { callerOf } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	callerOf(event);
	return { maxSize: runtime().settings.uploadLimit };
};

export const actions: Actions = {
	default: async (event) => {
		const missing = 'accounting.import-file-missing';
		const outcome = await sendFile(event, accounting.importEntryTemplates, missing);
		return outcome.ok ? { imported: outcome.result } : outcome.failure;
	}
};
