import { redirect } from '@sveltejs/kit';
import { pathBack } from '#platform/page/preferences.ts';
import { endSession } from '#platform/page/session.server.ts';
import type { RequestHandler } from './$types';

/** Ends the session of this browser, then leads to `back`, or to the sign-in. */
export const POST: RequestHandler = async (event) => {
	const back = pathBack((await event.request.formData()).get('back'));
	await endSession(event);
	redirect(303, back === '/' ? '/sign-in' : back);
};
