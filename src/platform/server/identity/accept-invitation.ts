import { Refusal } from '#shared/errors.ts';
import type { Locale } from '../actor.ts';
import { inHost } from '../database/db.ts';
import type { Role } from '../module.ts';
import type { Tx } from '../operation.ts';
import { runtime } from '../runtime.ts';
import type { PlatformTables } from '../tables.ts';
import { grantAccess, placesOf } from './access.ts';
import { createAccount, findAccount } from './accounts.ts';
import { findLink, takeLink, type Link } from './links.ts';
import { countAttempt, networkOf } from './rate-limits.ts';
import { openSession, type Session } from './sessions.ts';
import type { Client } from './sign-in.ts';

export interface Invitation {
	readonly email: string;
	readonly role: Role;
	readonly association: { readonly name: string; readonly accentHue: number };
	/**
	 * What comes next: `create` an account, `join` with the one signed in, `sign-in` first, or `sign-out`
	 * of an account that is already inside.
	 */
	readonly step: 'create' | 'join' | 'sign-in' | 'sign-out';
}

/** The invitation as its page shows it; absent when it no longer holds. */
export async function describeInvitation(
	secret: string,
	session: Session | undefined
): Promise<Invitation | undefined> {
	return inHost(runtime().database.db, async (tx) => {
		const link = await findLink(tx, secret);
		if (link?.purpose !== 'invitation') return undefined;
		const association = await tx
			.withTables<PlatformTables>()
			.selectFrom('platform.association')
			.select(['name', 'accent_hue as accentHue'])
			.where('id', '=', link.associationId)
			.executeTakeFirstOrThrow();
		const step = await stepOf(tx, link, session);
		return { email: link.email, role: link.role as Role, association, step };
	});
}

/** The link alone never opens an account that exists: its owner signs in first. */
async function stepOf(
	hostTx: Tx,
	link: Link,
	session: Session | undefined
): Promise<Invitation['step']> {
	const owner = await findAccount(hostTx, { email: link.email });
	if (owner) return owner.id === session?.accountId ? 'join' : 'sign-in';
	if (!session) return 'create';
	const places = await placesOf(hostTx, session.accountId);
	return places.some(({ id }) => id === link.associationId) ? 'sign-out' : 'join';
}

/**
 * Accepts an invitation: joins the association with the account signed in, or opens one.
 * Answers the association, and the secret of a session when an account was opened.
 * @throws {Refusal} `platform.link-expired`, `invitation-other-account`, and what `createAccount` refuses.
 */
export async function acceptInvitation(
	secret: string,
	session: Session | undefined,
	given: { name?: string; password?: string; locale: Locale },
	client: Client
): Promise<{ slug: string; secret: string | undefined }> {
	await countAttempt('secret-address', networkOf(client.address));
	return inHost(runtime().database.db, async (tx) => {
		const link = await takeLink(tx, secret, 'invitation');
		const step = await stepOf(tx, link, session);
		if (step === 'sign-in' || step === 'sign-out') {
			throw new Refusal('conflict', 'platform.invitation-other-account', { email: link.email });
		}
		const accountId =
			session && step === 'join'
				? session.accountId
				: (
						await createAccount(tx, {
							email: link.email,
							name: given.name ?? '',
							password: given.password,
							locale: given.locale
						})
					).id;
		await grantAccess(tx, {
			accountId,
			associationId: link.associationId as string,
			role: link.role as Role,
			personId: link.personId
		});
		const { slug } = await tx
			.withTables<PlatformTables>()
			.selectFrom('platform.association')
			.select('slug')
			.where('id', '=', link.associationId)
			.executeTakeFirstOrThrow();
		const opened = step === 'create' && (await openSession(tx, accountId, client.userAgent));
		return { slug, secret: opened || undefined };
	});
}
