import { act, read } from '#platform/page/perform.server.ts';
import { getMail, retryMail, revealMail } from '#platform/server/operations/index.ts';
import { runtime } from '#platform/server/runtime.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
	mail: await read(event, getMail, { id: event.params.id }),
	serverSends: runtime().settings.smtpUrl !== undefined
});

export const actions: Actions = {
	async retry(event) {
		const outcome = await act(event, retryMail, { id: event.params.id });
		return outcome.ok ? { retried: true } : outcome.failure;
	},
	async reveal(event) {
		const outcome = await act(event, revealMail, { id: event.params.id });
		return outcome.ok ? { text: outcome.result.text } : outcome.failure;
	}
};
