import { accounting } from '#modules/accounting/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const after = event.url.searchParams.get('cursor') ?? undefined;
	const started = event.url.searchParams.has('started');
	return { ...(await read(event, accounting.listRecurringEntries, { after })), started };
};

export const actions: Actions = {
	async post(event) {
		const { dueId } = readFields(await event.request.formData());
		const outcome = await act(event, accounting.postDueEntry, { dueId });
		return outcome.ok ? { posted: outcome.result } : outcome.failure;
	},
	async skip(event) {
		const { dueId, skipped } = readFields(await event.request.formData());
		const input = { dueId, skipped: skipped !== 'no' };
		const outcome = await act(event, accounting.skipDueEntry, input);
		return outcome.ok ? { skipped: outcome.result } : outcome.failure;
	},
	async pause(event) {
		const { recurringId, paused } = readFields(await event.request.formData());
		const input = { recurringId, paused: paused !== 'no' };
		const outcome = await act(event, accounting.pauseRecurringEntry, input);
		return outcome.ok ? { paused: outcome.result } : outcome.failure;
	},
	async end(event) {
		const { recurringId, until, before } = readFields(await event.request.formData());
		// Undone, it goes on until the day it was to end before.
		const input = { recurringId, until: until === 'again' ? (before ?? null) : undefined };
		const outcome = await act(event, accounting.endRecurringEntry, input);
		return outcome.ok ? { ended: { ...outcome.result, before } } : outcome.failure;
	}
};
