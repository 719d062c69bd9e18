import { redirect } from '@sveltejs/kit';
import { toDecimal } from '#shared/money.ts';
import { activities } from '#modules/activities/server/index.ts';
import { act, demand, failWith, read } from '#platform/page/perform.server.ts';
import { readActivityForm, toActivityInput } from '../activity-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The activity that the address names. */
const activityOf = ({ url }: { url: URL }) => url.searchParams.get('activity') ?? '';

const typed = (value: number | null) => (value === null ? '' : String(value));

export const load: PageServerLoad = async (event) => {
	demand(event, activities.editActivity);
	const { activity } = await read(event, activities.getActivity, { id: activityOf(event) });
	return {
		activity,
		values: {
			name: activity.name,
			kind: activity.kind as string,
			place: activity.place ?? '',
			capacity: typed(activity.capacity),
			ageMin: typed(activity.ageMin),
			ageMax: typed(activity.ageMax),
			price: activity.priceCents === 0 ? '' : toDecimal(activity.priceCents),
			open: activity.open,
			teachers: activity.teachers.map(({ name }) => name).join('\n')
		}
	};
};

export const actions: Actions = {
	save: async (event) => {
		const values = readActivityForm(await event.request.formData());
		let input;
		try {
			input = { id: activityOf(event), ...(await toActivityInput(event, values)) };
		} catch (refusal) {
			return failWith(event, refusal, values);
		}
		const outcome = await act(event, activities.editActivity, input, values);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/activities/${activityOf(event)}`);
	},
	archive: async (event) => {
		const archived = (await event.request.formData()).get('archived') === 'yes';
		const input = { id: activityOf(event), archived };
		const outcome = await act(event, activities.archiveActivity, input);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/activities`);
	}
};
