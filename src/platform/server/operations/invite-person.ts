import { z } from 'zod';
import { m } from '#i18n';
import { refuseField } from '#shared/errors.ts';
import { emailInput } from '../identity/email.ts';
import { addressOf, createLink, LIFETIME_MS } from '../identity/links.ts';
import { queueMail } from '../mail.ts';
import { ROLES } from '../module.ts';
import { defineOperation } from '../operation.ts';
import type { PlatformTables } from '../tables.ts';
import { roleName } from './role-name.ts';

const DAY_MS = 86_400_000;

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
		const { tx, association } = context;
		const db = tx.withTables<PlatformTables>();
		const inside = await db
			.selectFrom('platform.access')
			.select('id')
			.where('email', '=', email)
			.executeTakeFirst();
		if (inside) throw refuseField('email', 'platform.already-inside', { email });
		await db
			.deleteFrom('platform.link')
			.where('association_id', '=', association.id)
			.where('purpose', '=', 'invitation')
			.where('email', '=', email)
			.where('used_at', 'is', null)
			.execute();
		const link = await createLink(tx, {
			purpose: 'invitation',
			email,
			associationId: association.id,
			role,
			personId
		});
		const options = { locale };
		await queueMail(tx, association.id, {
			recipient: email,
			subject: m.platform_mail_invitation_subject({ association: association.name }, options),
			text: m.platform_mail_invitation_text(
				{
					association: association.name,
					role: roleName(role, locale),
					link: addressOf(`/invitation/${link.secret}`),
					days: LIFETIME_MS.invitation / DAY_MS
				},
				options
			),
			secrecy: 'link'
		});
		context.about('invitation', link.id, { role });
		return { id: link.id, expiresAt: link.expiresAt };
	}
});
