import { readFields } from '#platform/page/form.server.ts';
import { failWith } from '#platform/page/perform.server.ts';
import { sessionOf } from '#platform/page/session.server.ts';
import * as identity from '#platform/server/identity/index.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const session = sessionOf(event);
	const { hasPassword, sessions } = await identity.describeSecurity(session);
	const needsPassword = hasPassword && !identity.isRecent(session);
	return { email: session.email, currentId: session.id, hasPassword, needsPassword, sessions };
};

export const actions: Actions = {
	async email(event) {
		const { email = '', current } = readFields(await event.request.formData());
		return identity.requestEmailChange(sessionOf(event), { email, current }).then(
			() => ({ askedFor: email }),
			(refusal: unknown) => failWith(event, refusal, { form: 'email', email })
		);
	},
	async password(event) {
		const form = await event.request.formData();
		const [password, current] = ['password', 'current'].map((name) => String(form.get(name) ?? ''));
		return identity.setPassword(sessionOf(event), { password: password ?? '', current }).then(
			() => ({ passwordSet: true }),
			(refusal: unknown) => failWith(event, refusal, { form: 'password' })
		);
	},
	async close(event) {
		const { id = '' } = readFields(await event.request.formData());
		await identity.endOwnSessions(sessionOf(event), id);
	},
	async 'close-others'(event) {
		await identity.endOwnSessions(sessionOf(event), 'others');
	}
};
