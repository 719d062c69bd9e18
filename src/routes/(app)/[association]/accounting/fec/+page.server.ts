import { accounting } from '#modules/accounting/server/index.ts';
import { sendForm } from '#platform/page/send-form.server.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	async check(event) {
		const outcome = await sendForm(event, accounting.checkFecFile, (_, fileIds) => {
			return { fileId: fileIds.at(-1) };
		});
		return outcome.ok ? { report: outcome.result } : outcome.failure;
	}
};
