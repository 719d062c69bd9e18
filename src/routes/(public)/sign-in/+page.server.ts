import { redirect } from '@sveltejs/kit';
import { readFields } from '#platform/page/form.server.ts';
import { failWith } from '#platform/page/perform.server.ts';
import { pathBack } from '#platform/page/preferences.ts';
import { clientOf, keepSession, landingOf } from '#platform/page/session.server.ts';
import { requestLink, signIn } from '#platform/server/identity/index.ts';
import { runtime } from '#platform/server/runtime.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const next = pathBack(url.searchParams.get('next'));
	if (locals.session) redirect(303, await landingOf(locals.session.accountId, next));
	return { next, serverSends: runtime().settings.smtpUrl !== undefined };
};

export const actions: Actions = {
	async password(event) {
		const form = await event.request.formData();
		const { email = '', next } = readFields(form);
		const password = String(form.get('password') ?? '');
		const opened = await signIn({ email, password }, clientOf(event)).catch((refusal: unknown) =>
			failWith(event, refusal, { email })
		);
		if ('status' in opened) return opened;
		await keepSession(event, opened.secret);
		redirect(303, await landingOf(opened.accountId, pathBack(next)));
	},

	async link(event) {
		const { email = '', next } = readFields(await event.request.formData());
		try {
			await requestLink({ email, next: next && pathBack(next) }, clientOf(event));
			return { sentTo: email };
		} catch (refusal) {
			return failWith(event, refusal, { email });
		}
	}
};
