import { accounting } from '#modules/accounting/server/index.ts';
import { callerOf } from '#platform/page/perform.server.ts';
import { sendFile } from '#platform/page/send-file.server.ts';
import { forgetFile } from '#platform/server/forget-files.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	async check(event) {
		let kept: string | undefined;
		const missing = 'accounting.import-file-missing';
		const outcome = await sendFile(event, accounting.checkFecFile, missing, (fileId) => {
			kept = fileId;
			return { fileId };
		});
		// It was brought to be looked at, and holds names.
		if (kept) await forgetFile(callerOf(event), kept);
		return outcome.ok ? { report: outcome.result } : outcome.failure;
	}
};
