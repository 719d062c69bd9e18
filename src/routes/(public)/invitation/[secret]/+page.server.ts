import { redirect } from '@sveltejs/kit';
import { readFields } from '#platform/page/form.server.ts';
import { failWith } from '#platform/page/perform.server.ts';
import { clientOf, keepSession } from '#platform/page/session.server.ts';
import { acceptInvitation, describeInvitation } from '#platform/server/identity/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => ({
	invitation: await describeInvitation(params.secret, locals.session),
	signedInAs: locals.session?.email
});

export const actions: Actions = {
	async default(event) {
		const form = await event.request.formData();
		const { name } = readFields(form);
		const password = String(form.get('password') ?? '') || undefined;
		const { locale, session } = event.locals;
		const accepted = await acceptInvitation(
			event.params.secret,
			session,
			{ name, password, locale },
			clientOf(event)
		).catch((refusal: unknown) => failWith(event, refusal, { name }));
		if ('status' in accepted) return accepted;
		if (accepted.secret) await keepSession(event, accepted.secret);
		redirect(303, `/${accepted.slug}`);
	}
};
