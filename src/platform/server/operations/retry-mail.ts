import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '../operation.ts';
import type { PlatformTables } from '../tables.ts';
import { loadMail } from './get-mail.read.ts';

export const retryMail = defineOperation({
	name: 'platform.retry-mail',
	summary: 'Try at once to send a mail that could not leave',
	permission: 'platform.read-mail',
	kind: 'command',
	http: { method: 'post', path: '/mail/{id}/retry' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ id: z.uuid() }),
	/** @throws {Refusal} `platform.mail-not-found`, `platform.mail-already-sent`. */
	async run(context, { id }) {
		const mail = await loadMail(context.tx, context.association.id, id);
		if (mail.sentAt) throw new Refusal('conflict', 'platform.mail-already-sent');
		await context.tx
			.withTables<PlatformTables>()
			.updateTable('platform.mail')
			.set({ next_attempt_at: context.now })
			.where('association_id', '=', context.association.id)
			.where('id', '=', id)
			.execute();
		context.about('mail', id);
		return { id };
	}
});
