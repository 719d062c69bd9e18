import { sql } from 'kysely';
import { Refusal } from '#shared/errors.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { Validity } from '../domain/validity.ts';
import { toValidity, type ValidityColumns } from './fee-input.ts';

export interface FeeRow {
	readonly id: string;
	readonly name: string;
	readonly validity: Validity;
	readonly archived: boolean;
}

/**
 * A fee, held until the end of the transaction.
 * @throws {Refusal} `membership.fee-not-found`
 */
export function lockFee(tx: Tx, id: string): Promise<FeeRow> {
	return loadFee(tx, id, sql`FOR UPDATE`);
}

/** @throws {Refusal} `membership.fee-not-found` */
export async function loadFee(tx: Tx, id: string, hold = sql``): Promise<FeeRow> {
	const { rows } = await sql<{ name: string; archived: boolean } & ValidityColumns>`
		SELECT f.name, f.validity, f.season_start, f.months, f.archived_at IS NOT NULL AS archived
		FROM membership.fee f WHERE f.id = ${id} ${hold}`.execute(tx);
	const [row] = rows;
	if (!row) throw new Refusal('not-found', 'membership.fee-not-found');
	return { id, name: row.name, validity: toValidity(row), archived: row.archived };
}

/** A fee with the same name, whatever the case, that is not archived. */
export async function refuseTakenName(tx: Tx, name: string, except?: string): Promise<void> {
	const { rows } = await sql`
		SELECT FROM membership.fee f WHERE lower(f.name) = lower(${name}) AND f.archived_at IS NULL
			AND f.id IS DISTINCT FROM ${except ?? null}::uuid`.execute(tx);
	if (rows.length === 0) return;
	const fault = { path: 'name', code: 'membership.fee-name-taken', parameters: { name } };
	throw new Refusal('conflict', fault.code, fault.parameters, [fault]);
}
