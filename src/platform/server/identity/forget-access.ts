import { sql } from 'kysely';
import type { Tx } from '../operation.ts';

/**
 * Closes the way in of people who are to be forgotten: their access, the invitations to them, and the mail that
 * went to addresses which are now nobody’s. Their accounts stay: they may be of other associations.
 */
export async function forgetAccess(
	tx: Tx,
	personIds: readonly string[],
	/** In lower case. */
	emails: readonly string[]
): Promise<void> {
	await sql`DELETE FROM platform.access a WHERE a.person_id = ANY(${personIds}::uuid[])`.execute(
		tx
	);
	await sql`
		DELETE FROM platform.link l
		WHERE l.person_id = ANY(${personIds}::uuid[]) AND l.purpose = 'invitation'`.execute(tx);
	await sql`
		DELETE FROM platform.mail m WHERE lower(m.recipient) = ANY(${emails}::text[])`.execute(tx);
}
