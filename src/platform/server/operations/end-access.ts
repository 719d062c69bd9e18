import { sql } from 'kysely';
import { newId } from '#shared/id.ts';
import type { AssociationScope } from '../actor.ts';
import type { Tx } from '../operation.ts';
import type { PlatformTables } from '../tables.ts';
import { keepAnAdministrator } from './administrators.ts';

type Within = { readonly tx: Tx; readonly association: Pick<AssociationScope, 'id'> };

/** A way into the association that was closed, as it can be opened again. */
export interface ClosedAccess {
	readonly accountId: string;
	readonly email: string;
	readonly name: string;
	readonly role: string;
	readonly personId: string | null;
}

/**
 * Stops somebody from entering, and ends their tokens of this association; `undefined` when there is no such access.
 * The account itself stays: it may open other associations.
 * @throws {Refusal} `platform.last-administrator`
 */
export async function endAccess(
	{ tx, association }: Within,
	id: string
): Promise<ClosedAccess | undefined> {
	await keepAnAdministrator(tx, id);
	const db = tx.withTables<PlatformTables>();
	const removed = await db
		.deleteFrom('platform.access')
		.where('id', '=', id)
		.returning(['account_id as accountId', 'email', 'name', 'role', 'person_id as personId'])
		.executeTakeFirst();
	if (!removed) return undefined;
	await db
		.deleteFrom('platform.token')
		.where('association_id', '=', association.id)
		.where('account_id', '=', removed.accountId)
		.execute();
	return removed;
}

/** Ids of the ways in of the accounts that are this person. */
export async function accessesOfPerson(tx: Tx, personId: string): Promise<readonly string[]> {
	const rows = await tx
		.withTables<PlatformTables>()
		.selectFrom('platform.access')
		.select('id')
		.where('person_id', '=', personId)
		.execute();
	return rows.map(({ id }) => id);
}

/** Opens again what `endAccess` closed; does nothing for an account that has entered again since. */
export async function reopenAccess({ tx, association }: Within, closed: ClosedAccess) {
	const { accountId, email, name, role, personId } = closed;
	await sql`
		INSERT INTO platform.access (association_id, id, account_id, email, name, role, person_id)
		VALUES (${association.id}, ${newId()}, ${accountId}, ${email}, ${name}, ${role}, ${personId})
		ON CONFLICT (association_id, account_id) DO NOTHING`.execute(tx);
}
