import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { now } from '../clock.ts';
import type { Role } from '../module.ts';
import type { Tx } from '../operation.ts';
import { runtime } from '../runtime.ts';
import type { LinkTable, PlatformTables } from '../tables.ts';
import { hashSecret, newSecret } from './secrets.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;

/** How long each link holds (ASVS 5.0 6.5.5: ten minutes for what signs in). */
export const LIFETIME_MS = {
	'sign-in': 10 * MINUTE_MS,
	'change-email': 60 * MINUTE_MS,
	invitation: 14 * DAY_MS
} as const;

export type LinkPurpose = LinkTable['purpose'];

export interface Link {
	readonly id: string;
	readonly purpose: LinkPurpose;
	readonly email: string;
	readonly accountId: string | null;
	readonly associationId: string | null;
	readonly role: Role | null;
	readonly personId: string | null;
}

/** Makes a one-time link; the answer is the secret of its address, of which only the hash is stored. */
export async function createLink(
	tx: Tx,
	link: { purpose: LinkPurpose; email: string } & Partial<
		Pick<Link, 'accountId' | 'associationId' | 'role' | 'personId'>
	>
): Promise<{ id: string; secret: string; expiresAt: Date }> {
	const secret = newSecret();
	const id = newId();
	const expiresAt = new Date(now().getTime() + LIFETIME_MS[link.purpose]);
	await tx
		.withTables<PlatformTables>()
		.insertInto('platform.link')
		.values({
			id,
			token_hash: hashSecret(secret),
			purpose: link.purpose,
			email: link.email,
			account_id: link.accountId ?? null,
			association_id: link.associationId ?? null,
			role: link.role ?? null,
			person_id: link.personId ?? null,
			expires_at: expiresAt
		})
		.execute();
	return { id, secret, expiresAt };
}

/** A link that still holds; absent when unknown, used or too old. */
export async function findLink(hostTx: Tx, secret: string): Promise<Link | undefined> {
	const row = await hostTx
		.withTables<PlatformTables>()
		.selectFrom('platform.link')
		.select(['id', 'purpose', 'email', 'account_id as accountId', 'role'])
		.select(['association_id as associationId', 'person_id as personId'])
		.where('token_hash', '=', hashSecret(secret))
		.where('used_at', 'is', null)
		.where('expires_at', '>', now())
		.executeTakeFirst();
	return row && { ...row, role: row.role as Role | null };
}

/**
 * Takes a link, once: of two at the same time, one is refused.
 * @throws {Refusal} `platform.link-expired`
 */
export async function takeLink(hostTx: Tx, secret: string, purpose: LinkPurpose): Promise<Link> {
	const link = await findLink(hostTx, secret);
	const taken =
		link?.purpose === purpose &&
		(await hostTx
			.withTables<PlatformTables>()
			.updateTable('platform.link')
			.set({ used_at: now() })
			.where('id', '=', link.id)
			.where('used_at', 'is', null)
			.executeTakeFirst());
	if (!link || !taken || taken.numUpdatedRows !== 1n) {
		throw new Refusal('not-found', 'platform.link-expired');
	}
	return link;
}

/** The links of an account no longer hold: its address or its password has changed. */
export async function voidLinks(hostTx: Tx, accountId: string): Promise<void> {
	await hostTx
		.withTables<PlatformTables>()
		.updateTable('platform.link')
		.set({ used_at: now() })
		.where('account_id', '=', accountId)
		.where('used_at', 'is', null)
		.execute();
}

/**
 * The full address of a page, for a mail. From the settings and never from the request, whose
 * `Host` anybody may forge.
 */
export function addressOf(path: string): string {
	const { settings, address } = runtime();
	return `${settings.publicUrl ?? address ?? `http://localhost:${settings.port}`}${path}`;
}
