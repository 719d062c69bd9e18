import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '../operation.ts';
import { loadMail, mayReveal } from './get-mail.read.ts';

export const revealMail = defineOperation({
	name: 'platform.reveal-mail',
	summary:
		'Show a mail with a one-time link, to hand it over where the server sends no mail; audited',
	permission: 'platform.read-mail',
	// It changes nothing, but who looked must stay written.
	kind: 'command',
	http: { method: 'post', path: '/mail/{id}/reveal' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ id: z.uuid(), text: z.string() }),
	/** @throws {Refusal} `platform.mail-not-found`, `platform.mail-sealed`. */
	async run(context, { id }) {
		const mail = await loadMail(context.tx, context.association.id, id);
		const allowed = mail.secrecy === 'none' || (mail.secrecy === 'link' && mayReveal(mail));
		if (!allowed) throw new Refusal('forbidden', 'platform.mail-sealed');
		context.about('mail', id);
		return { id, text: mail.text };
	}
});
