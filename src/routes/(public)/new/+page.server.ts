import { error, redirect } from '@sveltejs/kit';
import { createAssociation } from '#composition/founding/create-association.ts';
import { mayCreate } from '#composition/founding/may-create.ts';
import { usualYears } from '#composition/founding/usual-years.ts';
import { readFields, readFiles } from '#platform/page/form.server.ts';
import { failWith } from '#platform/page/perform.server.ts';
import { keepSession } from '#platform/page/session.server.ts';
import { today } from '#platform/server/clock.ts';
import { inHost } from '#platform/server/database/db.ts';
import { countAttempt, networkOf, openSession } from '#platform/server/identity/index.ts';
import { translateCode } from '#platform/server/locale.ts';
import { runtime } from '#platform/server/runtime.ts';
import { creationOf } from './creation.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { session, locale } }) => {
	if (!(await mayCreate())) error(403, translateCode('founding.creation-closed', {}, locale));
	return { account: session && (session.name || session.email), years: usualYears(today()) };
};

export const actions: Actions = {
	async default(event) {
		const { session, locale } = event.locals;
		const form = await event.request.formData();
		const fields = readFields(form);
		const { password: _, ...shown } = fields;
		try {
			const [logo] = readFiles(form, 'logo');
			const { creation, newcomer } = creationOf(fields, String(form.get('password') ?? ''));
			const founder = session ? { accountId: session.accountId } : { ...newcomer, locale };
			const content = logo && new Uint8Array(await logo.arrayBuffer());
			await countAttempt('founding-address', networkOf(event.getClientAddress()));
			const { slug, accountId } = await createAssociation(creation, founder, {
				by: 'visitor',
				logo: content
			});
			if (!session) {
				const userAgent = event.request.headers.get('user-agent') ?? '';
				const { db } = runtime().database;
				await keepSession(event, await inHost(db, (tx) => openSession(tx, accountId, userAgent)));
			}
			redirect(303, `/${slug}`);
		} catch (refusal) {
			return failWith(event, refusal, shown);
		}
	}
};
