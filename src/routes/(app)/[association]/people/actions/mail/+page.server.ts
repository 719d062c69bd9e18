import { newId } from '#shared/id.ts';
import { people } from '#modules/people/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, read } from '#platform/page/perform.server.ts';
import { chosenIn, selectedIn } from '../selected.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { searchParams } = event.url;
	const selected = selectedIn(searchParams);
	const filter = 'search' in selected ? selected.search : {};
	const { total } = await read(event, people.listPersons, { ...filter, limit: 1 });
	return {
		id: newId(),
		total: 'ids' in selected ? selected.ids.length : total,
		chosen: chosenIn(searchParams).toString()
	};
};

export const actions: Actions = {
	default: async (event) => {
		// Whoever may write to nobody is told so before what they typed is read.
		await read(event, people.listPersons, { limit: 1 });
		const { subject = '', text = '', ...typed } = readFields(await event.request.formData());
		const purpose = typed.service === undefined ? 'news' : 'service';
		const selection = selectedIn(event.url.searchParams);
		const mail = { selection, subject, text, purpose };
		const values = { subject, text, service: typed.service !== undefined };
		if (typed.send !== undefined) {
			const outcome = await act(event, people.writeToMany, { ...mail, id: typed.id }, values);
			return outcome.ok ? { sent: outcome.result } : outcome.failure;
		}
		const outcome = await act(event, people.previewMail, mail, values);
		return outcome.ok ? { preview: outcome.result, values } : outcome.failure;
	}
};
