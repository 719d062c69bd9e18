import { redirect } from '@sveltejs/kit';
import { people } from '#modules/people/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, callerOf, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';
import { aboutIn } from '../about.server.ts';

export const load: PageServerLoad = async (event) => {
	const about = aboutIn(event);
	const { people: own } = await read(event, people.ownRecord, { id: about });
	return { about, other: about && own.find(({ id }) => id === about)?.name };
};

export const actions: Actions = {
	default: async (event) => {
		const typed = readFields(await event.request.formData());
		const { leftOn, reason } = typed;
		const about = aboutIn(event);
		const id = about ?? callerOf(event).actor.personId ?? '';
		const outcome = await act(event, people.leaveAssociation, { id, leftOn, reason }, typed);
		if (!outcome.ok) return outcome.failure;
		const here = `/${event.params.association}/me`;
		if (outcome.result.left) redirect(303, about ? here : '/associations?left');
		redirect(303, `${here}?${about ? `person=${about}&` : ''}leaving`);
	}
};
