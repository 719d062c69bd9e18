import { accounting } from '#modules/accounting/server/index.ts';
import { sendFile } from '#platform/page/send-file.server.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	async check(event) {
		const missing = 'accounting.import-file-missing';
		const outcome = await sendFile(event, accounting.checkFecFile, missing, (fileId) => {
			return { fileId };
		});
		return outcome.ok ? { report: outcome.result } : outcome.failure;
	}
};
