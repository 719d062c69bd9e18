import { redirect } from '@sveltejs/kit';
import { customInputs, people, typedCustom, typedOwn } from '#modules/people/server/index.ts';
import { readFields } from '#platform/page/form.server.ts';
import { act, callerOf, failWith, read } from '#platform/page/perform.server.ts';
import type { Actions, PageServerLoad } from './$types';
import { aboutIn } from '../about.server.ts';

type PageEvent = Parameters<PageServerLoad>[0] | Parameters<Actions[string]>[0];

/** The association's own fields that a member fills in on their own record. */
async function ownFields(event: PageEvent) {
	const { fields } = await read(event, people.listFields, {});
	return fields.filter(({ editedBy }) => editedBy.includes('self'));
}

export const load: PageServerLoad = async (event) => {
	const { personId, waiting, waitingId } = await read(event, people.ownRecord, {
		id: aboutIn(event)
	});
	const [person, fields] = await Promise.all([
		read(event, people.getPerson, { id: personId }),
		ownFields(event)
	]);
	// What waits is shown as it was typed: saving again must not take it back.
	const after = new Map(waiting.map(({ field, after }) => [field, after]));
	const own = fields.map((field) => ({ field, waits: after.get(`custom.${field.key}`) }));
	const shown = person.fields.map((one) => {
		const found = own.find(({ field }) => field.key === one.key);
		return typeof found?.waits === 'string' ? { ...one, value: found.waits } : one;
	});
	const { version, displayName } = person;
	const other = aboutIn(event) ? displayName : undefined;
	const inputs = customInputs(fields, shown, event.locals.locale);
	const values = { ...person, ...Object.fromEntries(after) };
	return { other, shown: { version, waiting: waitingId }, values, inputs };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const text = (name: string) => form.get(name) || null;
		const shown = { version: Number(form.get('version')), waiting: text('waiting') };
		const typed = { ...typedOwn(readFields(form)), ...shown };
		let custom: Record<string, string | null>;
		try {
			custom = await typedCustom(callerOf(event), form, await ownFields(event));
		} catch (refusal) {
			return failWith(event, refusal, typed);
		}
		const about = aboutIn(event);
		const id = about ?? callerOf(event).actor.personId;
		const told = {
			seen: Number(form.get('seen')) || shown.version,
			seenWaiting: text('seenWaiting')
		};
		const values = { ...typed, custom };
		const outcome = await act(event, people.correctOwn, { ...values, ...told, id }, values);
		if (!outcome.ok) return outcome.failure;
		redirect(303, `/${event.params.association}/me?${about ? `person=${about}&` : ''}saved`);
	}
};
