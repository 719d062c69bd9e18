import { redirect } from '@sveltejs/kit';
import { toFrenchDay } from '#shared/day.ts';
import { toDecimal } from '#shared/money.ts';
import { activities } from '#modules/activities/server/index.ts';
import { act, demand, failWith, read } from '#platform/page/perform.server.ts';
import { readActivityForm, toActivityInput } from '../activity-form.server.ts';
import { formOptions } from '../form-options.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The activity that the address names. */
const activityOf = ({ url }: { url: URL }) => url.searchParams.get('activity') ?? '';

const typed = (value: number | null) => (value === null ? '' : String(value));

export const load: PageServerLoad = async (event) => {
	demand(event, activities.editActivity);
	const { activity } = await read(event, activities.getActivity, { id: activityOf(event) });
	return {
		activity,
		...(await formOptions(event)),
		values: {
			name: activity.name,
			kind: activity.kind as string,
			place: activity.place ?? '',
			capacity: typed(activity.capacity),
			ageMin: typed(activity.ageMin),
			ageMax: typed(activity.ageMax),
			price: activity.priceCents === 0 ? '' : toDecimal(activity.priceCents),
			open: activity.open,
			season: activity.season,
			ageOn: activity.ageOn ? toFrenchDay(activity.ageOn) : '',
			documents: activity.documents.map(({ id }) => id),
			withoutDocuments: activity.withoutDocuments as string,
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
