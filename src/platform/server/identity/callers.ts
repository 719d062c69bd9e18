import type { Selectable } from 'kysely';
import { Refusal } from '#shared/errors.ts';
import type { Actor } from '../actor.ts';
import { inHost } from '../database/db.ts';
import type { Tx } from '../operation.ts';
import type { Caller } from '../perform.ts';
import { declaredPolicies, permissionsOf } from '../policy.ts';
import type { AccessTable, AccountTable, AssociationTable, PlatformTables } from '../tables.ts';

/** The caller of jobs and of the command line: every permission, no account. */
export async function systemCaller(tx: Tx, associationId: string): Promise<Caller> {
	const association = await tx
		.withTables<PlatformTables>()
		.selectFrom('platform.association')
		.select(['id', 'slug', 'name', 'siren'])
		.where('id', '=', associationId)
		.executeTakeFirst();
	if (!association) throw new Refusal('not-found', 'platform.association-not-found');
	return { association, actor: systemActor() };
}

export function systemActor(): Actor {
	return {
		kind: 'system',
		accountId: null,
		personId: null,
		role: 'administrator',
		permissions: new Set(declaredPolicies().map((rule) => rule.permission)),
		locale: 'fr'
	};
}

/** What an account may do in an association; absent when it may not enter, exactly as when there is none. */
export async function accountCaller(
	hostTx: Tx,
	accountId: string,
	where: { slug: string } | { id: string }
): Promise<Caller | undefined> {
	let query = hostTx
		.withTables<PlatformTables>()
		.selectFrom('platform.access as access')
		.innerJoin('platform.association as association', 'association.id', 'access.association_id')
		.innerJoin('platform.account as account', 'account.id', 'access.account_id')
		.select([
			'association.id',
			'association.slug',
			'association.name',
			'association.siren',
			'access.role',
			'access.person_id',
			'access.account_id',
			'account.locale'
		])
		.where('access.account_id', '=', accountId);
	query =
		'slug' in where
			? query.where('association.slug', '=', where.slug)
			: query.where('association.id', '=', where.id);
	const row = await query.executeTakeFirst();
	return row && callerFrom(row);
}

/** An association, and the access that an account has to it. */
export type CallerRow = Pick<Selectable<AssociationTable>, 'id' | 'slug' | 'name' | 'siren'> &
	Pick<Selectable<AccessTable>, 'role' | 'person_id' | 'account_id'> &
	Pick<Selectable<AccountTable>, 'locale'>;

export function callerFrom(row: CallerRow): Caller {
	return {
		association: { id: row.id, slug: row.slug, name: row.name, siren: row.siren },
		actor: {
			kind: 'account',
			accountId: row.account_id,
			personId: row.person_id,
			role: row.role,
			permissions: permissionsOf(row.role),
			locale: row.locale
		}
	};
}

/** The caller of the command line in the association of this short name. @throws {Refusal} `platform.association-not-found` */
export async function callerForAssociation(db: Tx, slug: string): Promise<Caller> {
	const row = await inHost(db, (tx) =>
		tx
			.withTables<PlatformTables>()
			.selectFrom('platform.association')
			.select(['id', 'slug', 'name', 'siren'])
			.where('slug', '=', slug)
			.executeTakeFirst()
	);
	if (!row) throw new Refusal('not-found', 'platform.association-not-found');
	return { association: row, actor: systemActor() };
}
