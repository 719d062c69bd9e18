import type { Role } from '#platform/server/module.ts';
import { inHost } from '#platform/server/database/db.ts';
import {
	createAccount,
	findSession,
	grantAccess,
	openSession,
	type Session
} from '#platform/server/identity/index.ts';
import { accountCaller } from '#platform/server/identity/callers.ts';
import type { Caller } from '#platform/server/perform.ts';
import { runtime } from '#platform/server/runtime.ts';
import type { PlatformTables } from '#platform/server/tables.ts';

let count = 0;

/** An account of its own, with a session just opened; `in` lets it into associations. */
export async function anAccount(
	given: { password?: string; in?: readonly { id: string; role: Role }[]; name?: string } = {}
): Promise<{ id: string; email: string; session: Session; secret: string }> {
	count += 1;
	const email = `personne-${count}@example.org`;
	return inHost(runtime().database.db, async (tx) => {
		const { id } = await createAccount(tx, {
			email,
			name: given.name ?? `Personne ${count}`,
			password: given.password
		});
		for (const { id: associationId, role } of given.in ?? []) {
			await grantAccess(tx, { accountId: id, associationId, role });
		}
		const secret = await openSession(tx, id, 'test');
		const session = (await findSession(tx, secret)) as Session;
		return { id, email, session, secret };
	});
}

/** The mails queued for an address, the last first. */
export function mailTo(recipient: string) {
	return inHost(runtime().database.db, (tx) =>
		tx
			.withTables<PlatformTables>()
			.selectFrom('platform.mail')
			.select(['id', 'association_id', 'subject', 'body_text', 'secrecy', 'sent_at', 'attempts'])
			.where('recipient', '=', recipient)
			.orderBy('id', 'desc')
			.execute()
	);
}

/** The secret of the one-time link that a mail holds. */
export function secretIn(text: string | undefined): string {
	return /\/(?:link|invitation)\/([\w-]+)/.exec(text ?? '')?.[1] ?? 'no link';
}

/** A caller whose account exists, as what runs later for it asks. */
export async function aSignedIn(associationId: string, role: Role): Promise<Caller> {
	const { id } = await anAccount({ in: [{ id: associationId, role }] });
	const caller = await inHost(runtime().database.db, (tx) =>
		accountCaller(tx, id, { id: associationId })
	);
	return caller as Caller;
}
