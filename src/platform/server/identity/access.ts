import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { Role } from '../module.ts';
import type { Tx } from '../operation.ts';
import type { PlatformTables } from '../tables.ts';
import { findAccount } from './accounts.ts';

export interface Place {
	readonly id: string;
	readonly slug: string;
	readonly name: string;
	readonly role: string;
}

/** Lets an account enter an association, or changes its role there. @throws {Refusal} `platform.account-not-found` */
export async function grantAccess(
	hostTx: Tx,
	grant: { accountId: string; associationId: string; role: Role; personId?: string | null }
): Promise<{ id: string }> {
	const account = await findAccount(hostTx, { id: grant.accountId });
	if (!account) throw new Refusal('not-found', 'platform.account-not-found');
	const { role } = grant;
	return hostTx
		.withTables<PlatformTables>()
		.insertInto('platform.access')
		.values({
			association_id: grant.associationId,
			id: newId(),
			account_id: account.id,
			email: account.email,
			name: account.name,
			role,
			person_id: grant.personId ?? null
		})
		.onConflict((conflict) =>
			conflict.columns(['association_id', 'account_id']).doUpdateSet({
				role,
				...(grant.personId && { person_id: grant.personId })
			})
		)
		.returning('id')
		.executeTakeFirstOrThrow();
}

/** The associations an account may enter, by name. */
export async function placesOf(hostTx: Tx, accountId: string): Promise<Place[]> {
	return hostTx
		.withTables<PlatformTables>()
		.selectFrom('platform.access as access')
		.innerJoin('platform.association as association', 'association.id', 'access.association_id')
		.select(['association.id', 'association.slug', 'association.name', 'access.role'])
		.where('access.account_id', '=', accountId)
		.orderBy('association.name')
		.orderBy('association.id')
		.limit(500)
		.execute();
}
