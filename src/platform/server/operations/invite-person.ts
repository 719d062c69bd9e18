import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import { emailInput } from '../identity/email.ts';
import { sendInvitations } from '../identity/send-invitations.ts';
import { ROLES } from '../module.ts';
import { defineOperation } from '../operation.ts';
import type { PlatformTables } from '../tables.ts';

export const invitePerson = defineOperation({
	name: 'platform.invite-person',
	summary: 'Invite somebody by e-mail to enter with a role; an earlier invitation no longer holds',
	permission: 'platform.manage-access',
	kind: 'command',
	http: { method: 'post', path: '/invitations', success: 201 },
	input: z.strictObject({
		email: emailInput,
		role: z.enum(ROLES),
		/** The person record that the account will be. */
		personId: z.uuid().optional(),
		/** Language of the mail; that of the caller when absent. */
		locale: z.enum(['fr', 'en']).optional()
	}),
	output: z.object({ id: z.uuid(), expiresAt: z.date() }),
	/** @throws {Refusal} `platform.already-inside` when the address may enter already. */
	async run(context, { email, role, personId, locale = context.actor.locale }) {
		const inside = await context.tx
			.withTables<PlatformTables>()
			.selectFrom('platform.access')
			.select('id')
			.where('email', '=', email)
			.executeTakeFirst();
		if (inside) throw refuseField('email', 'platform.already-inside', { email });
		const [link] = await sendInvitations(context, [{ email, role, personId, locale }]);
		if (!link) throw new Error('an invitation was asked for and none was made');
		context.about('invitation', link.id, { role });
		return link;
	}
});
