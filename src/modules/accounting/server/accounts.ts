import { sql } from 'kysely';
import { refuseField } from '#shared/errors.ts';
import { isId, newId } from '#shared/id.ts';
import { kept } from '#platform/server/database/kept-statement.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { isHeading, isMeansKind, kindOf, positionOf } from '../domain/account.ts';
import type { AccountKind, AccountPosition } from '../domain/account.ts';
import type { ChartAccount, ChartVersion } from '../domain/chart.ts';
import { accountOfChart } from './chart-data.ts';
import { tables } from './tables.ts';

export interface KnownAccount {
	readonly id: string;
	readonly code: string;
	readonly label: string;
	readonly position: AccountPosition;
	readonly kind: AccountKind;
	/** May be written in, in the chart asked for. */
	readonly active: boolean;
	/** Added by the association; otherwise one of the chart. */
	readonly own: boolean;
	readonly isMeans: boolean;
	/** Has a row; an account of the chart gets one when it is first used. */
	readonly kept: boolean;
}

/** Known accounts by what they were asked by: number or id. */
export type AccountsByRef = ReadonlyMap<string, KnownAccount>;

export function accountsQuery(tx: Tx) {
	return tables(tx)
		.selectFrom('accounting.account')
		.select(['id', 'code', 'label', 'position', 'kind', 'active', 'own', 'is_means as isMeans'])
		.select(['favourite', 'description']);
}

type AccountRow = Omit<KnownAccount, 'kept'>;

/** One's own account hangs below an account or a title of the chart; the others are in it. */
export function belongsTo(chart: ChartVersion, account: { code: string; own: boolean }): boolean {
	if (!account.own) return accountOfChart(chart, account.code) !== undefined;
	const prefixes = Array.from({ length: account.code.length - 2 }, (_, length) =>
		account.code.slice(0, length + 2)
	);
	return prefixes.some((prefix) => accountOfChart(chart, prefix) !== undefined);
}

/**
 * The accounts that the references name, in that chart. Those of the chart that were never used have no row
 * yet: they come with an id to be, and `keepAccounts` writes them.
 */
export async function findAccounts(
	tx: Tx,
	chart: ChartVersion,
	refs: readonly string[]
): Promise<AccountsByRef> {
	const ids = refs.filter(isId);
	const codes = refs.filter((ref) => !isId(ref));
	const { rows } = await sql<AccountRow>`${kept}
		select id, code, label, position, kind, active, own, is_means as "isMeans" from accounting.account
		where id = any(${ids}::uuid[]) or code = any(${codes}::text[])`.execute(tx);
	const found = new Map<string, KnownAccount>();
	for (const row of rows) {
		const account = { ...row, active: row.active && belongsTo(chart, row), kept: true };
		found.set(row.id, account);
		found.set(row.code, account);
	}
	for (const code of codes) {
		const official = found.has(code) ? undefined : accountOfChart(chart, code);
		if (official) found.set(code, notYetKept(official));
	}
	return new Map(refs.flatMap((ref) => entryOf(ref, found.get(ref))));
}

function entryOf(ref: string, account: KnownAccount | undefined): [string, KnownAccount][] {
	return account ? [[ref, account]] : [];
}

function notYetKept({ code, label }: ChartAccount): KnownAccount {
	const kind = kindOf(code);
	const position = positionOf(code);
	const isMeans = isMeansKind(kind) && code !== '512';
	const active = !isHeading(code);
	return { id: newId(), code, label, position, kind, active, own: false, isMeans, kept: false };
}

/** `findAccounts`, with a row for each account of the chart that is used for the first time. */
export async function keepAccounts(
	context: OperationContext,
	chart: ChartVersion,
	refs: readonly string[]
): Promise<AccountsByRef> {
	const found = await findAccounts(context.tx, chart, refs);
	const fresh = [...found.values()].filter(({ kept, active }) => !kept && active);
	if (fresh.length === 0) return found;
	await insertAccounts(context, fresh);
	return findAccounts(context.tx, chart, refs);
}

/** Rows for accounts, in order of code so that two writers never wait for each other; known ones stay. */
export async function insertAccounts(
	{ tx, association }: OperationContext,
	accounts: readonly KnownAccount[]
): Promise<void> {
	const sorted = [...new Map(accounts.map((account) => [account.code, account])).values()].sort(
		(a, b) => (a.code < b.code ? -1 : 1)
	);
	await tables(tx)
		.insertInto('accounting.account')
		.values(
			sorted.map(({ id, code, label, position, kind, own, isMeans }) => ({
				association_id: association.id,
				id,
				code,
				label,
				position,
				kind,
				own,
				is_means: isMeans
			}))
		)
		.onConflict((conflict) => conflict.columns(['association_id', 'code']).doNothing())
		.execute();
}

/** @throws {Refusal} `accounting.no-such-account`, `accounting.account-not-usable` */
export function requireAccount(accounts: AccountsByRef, ref: string, path: string): KnownAccount {
	const account = accounts.get(ref);
	if (!account) throw refuseField(path, 'accounting.no-such-account', { account: ref });
	if (!account.active) {
		throw refuseField(path, 'accounting.account-not-usable', { account: account.code });
	}
	return account;
}
