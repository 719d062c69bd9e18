import { people } from '#modules/people/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	event.depends('people:invitations');
	return { invitations: await read(event, people.previewInvitations, {}) };
};

export const actions: Actions = {
	async all(event) {
		const outcome = await act(event, people.inviteMembers, {});
		return outcome.ok ? outcome.result : outcome.failure;
	},
	async again(event) {
		const { personId } = readFields(await event.request.formData());
		const outcome = await act(event, people.inviteAgain, { personId });
		return outcome.ok ? { sent: 1, left: 0 } : outcome.failure;
	}
};
