import { sql } from 'kysely';
import { m } from '#i18n';
import { newId } from '#shared/id.ts';
import type { Locale } from '../actor.ts';
import { queueMails } from '../mail.ts';
import type { Role } from '../module.ts';
import type { OperationContext } from '../operation.ts';
import { roleName } from '../operations/role-name.ts';
import { addressOf, LIFETIME_MS } from './links.ts';
import { hashSecret, newSecret } from './secrets.ts';

const DAY_MS = 86_400_000;

export interface InvitationToSend {
	/** In lower case. */
	readonly email: string;
	readonly role: Role;
	/** The person record that the account will be. */
	readonly personId?: string | null;
	/** Language of the mail. */
	readonly locale: Locale;
}

/**
 * Puts invitations in the mail, each with a link that holds fourteen days and serves once; earlier ones to the same
 * addresses no longer hold. Answers the links, in the same order. Three statements, however many they are.
 */
export async function sendInvitations(
	{ tx, association, now }: Pick<OperationContext, 'tx' | 'association' | 'now'>,
	invitations: readonly InvitationToSend[]
): Promise<readonly { id: string; expiresAt: Date }[]> {
	const expiresAt = new Date(now.getTime() + LIFETIME_MS.invitation);
	const emails = invitations.map(({ email }) => email);
	await sql`
		DELETE FROM platform.link l
		WHERE l.association_id = ${association.id} AND l.purpose = 'invitation' AND l.used_at IS NULL
			AND l.email = ANY(${emails}::text[])`.execute(tx);
	const links = invitations.map((invitation) => ({
		...invitation,
		id: newId(),
		secret: newSecret()
	}));
	await sql`
		INSERT INTO platform.link
			(id, token_hash, purpose, email, association_id, role, person_id, created_at, expires_at)
		SELECT r.id, r.hash, 'invitation', r.email, ${association.id}::uuid, r.role, r.person_id,
			${now}::timestamptz, ${expiresAt}::timestamptz
		FROM unnest(${links.map(({ id }) => id)}::uuid[],
			${links.map(({ secret }) => hashSecret(secret))}::bytea[], ${emails}::text[],
			${links.map(({ role }) => role)}::text[],
			${links.map(({ personId }) => personId ?? null)}::uuid[]
		) AS r(id, hash, email, role, person_id)`.execute(tx);
	await queueMails(
		tx,
		association.id,
		links.map(({ email, secret, role, locale }) => ({
			recipient: email,
			subject: m.platform_mail_invitation_subject({ association: association.name }, { locale }),
			text: m.platform_mail_invitation_text(
				{
					association: association.name,
					role: roleName(role, locale),
					link: addressOf(`/invitation/${secret}`),
					days: LIFETIME_MS.invitation / DAY_MS
				},
				{ locale }
			),
			secrecy: 'link'
		}))
	);
	return links.map(({ id }) => ({ id, expiresAt }));
}
