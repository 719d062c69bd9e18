import { APPROVED, fieldLabel, labelChanges, people } from '#modules/people/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, callerOf, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locale } = event.locals;
	const cursor = event.url.searchParams.get('cursor') ?? undefined;
	const [{ rows, nextCursor }, photos, { fields }, selfService] = await Promise.all([
		read(event, people.listCorrections, { limit: 25, cursor }),
		read(event, people.listWaitingPhotos, { limit: 25 }),
		read(event, people.listFields, {}),
		read(event, people.getSelfService, {})
	]);
	const own = fields.filter(({ editedBy }) => editedBy.includes('self'));
	const choices = [
		...APPROVED.map((name) => ({ value: name as string, label: fieldLabel(name, locale) })),
		...own.map(({ key, labelFr, labelEn }) => ({
			value: `custom.${key}`,
			label: (locale === 'en' && labelEn) || labelFr
		}))
	];
	return {
		corrections: labelChanges(rows, locale, fields).map((row) => {
			const [outdated] = labelChanges([{ changes: row.outdated }], locale, fields);
			return { ...row, outdated: outdated?.changes ?? [] };
		}),
		photos: photos.rows,
		morePhotos: photos.nextCursor !== null,
		nextCursor,
		selfService,
		choices,
		mayConfigure: callerOf(event).actor.permissions.has('people.configure')
	};
};

export const actions: Actions = {
	async accept(event) {
		const { id, seen } = readFields(await event.request.formData());
		const outcome = await act(event, people.acceptCorrection, { id, seen: Number(seen) });
		return outcome.ok ? { decided: true } : outcome.failure;
	},
	async refuse(event) {
		const { id, reason = '' } = readFields(await event.request.formData());
		const outcome = await act(event, people.refuseCorrection, { id, reason }, { id, reason });
		return outcome.ok ? { decided: true } : outcome.failure;
	},
	async acceptPhoto(event) {
		const { id, seen: replaces = null } = readFields(await event.request.formData());
		const outcome = await act(event, people.acceptPhoto, { id, replaces });
		return outcome.ok ? { decided: true } : outcome.failure;
	},
	async refusePhoto(event) {
		const { id, reason = '' } = readFields(await event.request.formData());
		const outcome = await act(event, people.refusePhoto, { id, reason }, { id, reason });
		return outcome.ok ? { decided: true } : outcome.failure;
	},
	async selfService(event) {
		const form = await event.request.formData();
		const fields = form.getAll('fields').filter((name) => typeof name === 'string');
		const approval = form.get('approval');
		const outcome = await act(event, people.setSelfService, { approval, fields });
		return outcome.ok ? { saved: true } : outcome.failure;
	}
};
