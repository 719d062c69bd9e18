import { readFields } from '#platform/page/form.server.ts';
import { act, read } from '#platform/page/perform.server.ts';
import {
	changeRole,
	invitePerson,
	listAccess,
	listInvitations,
	removeAccess,
	revokeInvitation
} from '#platform/server/operations/index.ts';
import { runtime } from '#platform/server/runtime.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
	access: await read(event, listAccess, {
		limit: 100,
		cursor: event.url.searchParams.get('cursor') ?? undefined
	}),
	invitations: await read(event, listInvitations, { limit: 100 }),
	serverSends: runtime().settings.smtpUrl !== undefined
});

export const actions: Actions = {
	async invite(event) {
		const fields = readFields(await event.request.formData());
		const input = { email: fields.email ?? '', role: fields.role };
		const outcome = await act(event, invitePerson, input, fields);
		return outcome.ok ? { invited: input.email } : outcome.failure;
	},
	async role(event) {
		const { id, role } = readFields(await event.request.formData());
		const outcome = await act(event, changeRole, { id, role });
		return outcome.ok ? { done: true } : outcome.failure;
	},
	async remove(event) {
		const { id } = readFields(await event.request.formData());
		const outcome = await act(event, removeAccess, { id });
		return outcome.ok ? { done: true } : outcome.failure;
	},
	async revoke(event) {
		const { id } = readFields(await event.request.formData());
		const outcome = await act(event, revokeInvitation, { id });
		return outcome.ok ? { done: true } : outcome.failure;
	}
};
