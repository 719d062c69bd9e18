import { redirect } from '@sveltejs/kit';
import { isFirstRun } from '#composition/founding/arrival.ts';
import { mayCreate } from '#composition/founding/may-create.ts';
import { readFields } from '#platform/page/form.server.ts';
import { failWith } from '#platform/page/perform.server.ts';
import { keepSession, landingOf } from '#platform/page/session.server.ts';
import { createDemo, findDemo, PERSONAS, removeDemo, signInAsPersona } from '#seeds/demo.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	if (locals.session) redirect(303, await landingOf(locals.session.accountId, '/'));
	await onFirstRunOnly();
	const demo = await findDemo();
	return { mayCreate: await mayCreate(), demo, personas: demo ? PERSONAS : [] };
};

export const actions: Actions = {
	async show() {
		await onFirstRunOnly();
		await createDemo();
		redirect(303, '/#demo');
	},
	async remove() {
		await onFirstRunOnly();
		await removeDemo();
		redirect(303, '/');
	},
	async enter(event: RequestEvent) {
		const { email = '' } = readFields(await event.request.formData());
		const userAgent = event.request.headers.get('user-agent') ?? '';
		const opened = await signInAsPersona(email, userAgent).catch((refusal: unknown) =>
			failWith(event, refusal)
		);
		if (typeof opened !== 'string') return opened;
		await keepSession(event, opened);
		redirect(303, `/${(await findDemo())?.slug ?? ''}`);
	}
};

/** Once the server has an association of its own, its door is the sign-in page. */
async function onFirstRunOnly(): Promise<void> {
	if (!(await isFirstRun())) redirect(303, '/sign-in');
}
