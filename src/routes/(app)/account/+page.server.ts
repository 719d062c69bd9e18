import { redirect } from '@sveltejs/kit';
import { readFields } from '#platform/page/form.server.ts';
import { failWith } from '#platform/page/perform.server.ts';
import { sessionOf } from '#platform/page/session.server.ts';
import { LOCALE_COOKIE } from '#platform/server/http/page-context.ts';
import { editAccount } from '#platform/server/identity/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { name, locale } = sessionOf(event);
	return { name, locale, saved: event.url.searchParams.has('saved') };
};

export const actions: Actions = {
	async default(event) {
		const { name = '', locale } = readFields(await event.request.formData());
		try {
			await editAccount(sessionOf(event).accountId, {
				name,
				locale: locale === 'en' ? 'en' : 'fr'
			});
		} catch (refusal) {
			return failWith(event, refusal, { name, locale });
		}
		// The account's language now speaks, also on this device.
		event.cookies.delete(LOCALE_COOKIE, { path: '/' });
		redirect(303, '/account?saved');
	}
};
