import { redirect } from '@sveltejs/kit';
import { failWith } from '#platform/page/perform.server.ts';
import { pathBack } from '#platform/page/preferences.ts';
import { clientOf, keepSession, landingOf } from '#platform/page/session.server.ts';
import {
	confirmEmailChange,
	describeLink,
	useSignInLink
} from '#platform/server/identity/index.ts';
import type { Actions, PageServerLoad } from './$types';

/** Looking at the page changes nothing: programs that inspect mail open every link. */
export const load: PageServerLoad = async ({ params, url }) => {
	const link = await describeLink(params.secret);
	return {
		link: link?.purpose === 'invitation' ? undefined : link,
		next: pathBack(url.searchParams.get('next'))
	};
};

export const actions: Actions = {
	async 'sign-in'(event) {
		const opened = await useSignInLink(event.params.secret, clientOf(event)).catch(
			(refusal: unknown) => failWith(event, refusal)
		);
		if ('status' in opened) return opened;
		await keepSession(event, opened.secret);
		const next = (await event.request.formData()).get('next');
		redirect(303, await landingOf(opened.accountId, pathBack(next)));
	},

	async 'change-email'(event) {
		try {
			return { changedTo: (await confirmEmailChange(event.params.secret)).email };
		} catch (refusal) {
			return failWith(event, refusal);
		}
	}
};
