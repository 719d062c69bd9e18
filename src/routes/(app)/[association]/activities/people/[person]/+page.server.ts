import { parseDay } from '#shared/day.ts';
import { activities } from '#modules/activities/server/index.ts';
import { people } from '#modules/people/server/index.ts';
import { readFields, readFiles } from '#platform/page/form.server.ts';
import { act, callerOf, demand, failWith, read } from '#platform/page/perform.server.ts';
import { today } from '#platform/server/clock.ts';
import { keepFile } from '#platform/server/keep-file.ts';
import { runtime } from '#platform/server/runtime.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { person: personId } = event.params;
	const [given, { kinds }, person] = await Promise.all([
		read(event, activities.personDocuments, { personId }),
		read(event, activities.listDocumentKinds, {}),
		read(event, people.getPerson, { id: personId })
	]);
	return {
		...given,
		kinds: kinds.map(({ id, name }) => ({ value: id, label: name })),
		asked: event.url.searchParams.get('kind') ?? given.lacking[0]?.kindId ?? '',
		person: { id: personId, name: person.displayName },
		today: today(),
		mayWrite: callerOf(event).actor.permissions.has('activities.write'),
		maxSize: runtime().settings.uploadLimit
	};
};

export const actions: Actions = {
	give: async (event) => {
		const caller = demand(event, activities.handInDocument);
		const form = await event.request.formData();
		const fields = readFields(form);
		const { kindId = '', signedOn = '', validUntil } = fields;
		const [file] = readFiles(form, 'file');
		try {
			// Nobody's file is kept who may not give it.
			await read(event, activities.personDocuments, { personId: event.params.person });
			const kept =
				file &&
				(await keepFile(caller, {
					name: file.name,
					mediaType: file.type || 'application/octet-stream',
					content: new Uint8Array(await file.arrayBuffer())
				}));
			const input = {
				personId: event.params.person,
				kindId,
				signedOn: parseDay(signedOn) ?? signedOn,
				...(validUntil && { validUntil: parseDay(validUntil) ?? validUntil }),
				...(kept && { fileId: kept.id })
			};
			const outcome = await act(event, activities.handInDocument, input, fields);
			return outcome.ok ? { done: true } : outcome.failure;
		} catch (refusal) {
			return failWith(event, refusal, fields);
		}
	},
	remove: async (event) => {
		const { id } = readFields(await event.request.formData());
		const outcome = await act(event, activities.removeDocument, { id });
		return outcome.ok ? { done: true } : outcome.failure;
	}
};
