import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import type { Tx } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { lockFee } from './fee-row.ts';

const input = z.strictObject({ id: z.uuid() });
const output = z.object({ removed: z.literal(true) });

export const removeFee = defineOperation({
	name: 'membership.remove-fee',
	summary: 'Deletes a fee that nobody ever had; one that is in use can only be archived.',
	permission: 'membership.configure',
	kind: 'command',
	http: { method: 'delete', path: '/membership/fees/{id}' },
	input,
	output,
	async run({ tx, about }, { id }) {
		const { name } = await lockFee(tx, id);
		const used = await countOf(tx, 'fee', id);
		if (used > 0) throw new Refusal('conflict', 'membership.fee-in-use', { name, used });
		await sql`DELETE FROM membership.tariff t WHERE t.fee_id = ${id}`.execute(tx);
		await sql`DELETE FROM membership.fee f WHERE f.id = ${id}`.execute(tx);
		about('fee', id, { name });
		return { removed: true as const };
	}
});

export const removeTariff = defineOperation({
	name: 'membership.remove-tariff',
	summary: 'Deletes a tariff that nobody ever had, unless it is the last one of its fee.',
	permission: 'membership.configure',
	kind: 'command',
	http: { method: 'delete', path: '/membership/tariffs/{id}' },
	input,
	output,
	async run({ tx, about }, { id }) {
		const { rows } = await sql<{ label: string; alone: boolean }>`
			SELECT t.label, NOT EXISTS (SELECT FROM membership.tariff o
				WHERE o.fee_id = t.fee_id AND o.id <> t.id AND o.archived_at IS NULL) AS alone
			FROM membership.tariff t WHERE t.id = ${id} FOR UPDATE`.execute(tx);
		const [tariff] = rows;
		if (!tariff) throw new Refusal('not-found', 'membership.tariff-not-found');
		const { label } = tariff;
		const used = await countOf(tx, 'tariff', id);
		if (used > 0) throw new Refusal('conflict', 'membership.tariff-in-use', { label, used });
		if (tariff.alone) throw new Refusal('conflict', 'membership.tariff-needed');
		await sql`DELETE FROM membership.tariff t WHERE t.id = ${id}`.execute(tx);
		about('tariff', id, { label });
		return { removed: true as const };
	}
});

/** Memberships that have it, cancelled ones too: they are told by its name. */
async function countOf(tx: Tx, what: 'fee' | 'tariff', id: string): Promise<number> {
	const column = sql.ref(`m.${what}_id`);
	const { rows } = await sql<{ count: number }>`
		SELECT count(*) AS count FROM membership.membership m WHERE ${column} = ${id}`.execute(tx);
	return rows[0]?.count ?? 0;
}
