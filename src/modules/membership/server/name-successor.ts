import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal, refuseField } from '#shared/errors.ts';
import type { Tx } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';

export const nameSuccessor = defineOperation({
	name: 'membership.name-successor',
	summary:
		'Says which tariff takes the place of an archived one when memberships are renewed; or none any more.',
	permission: 'membership.enrol',
	kind: 'command',
	http: { method: 'put', path: '/membership/tariffs/{id}/successor' },
	input: z.strictObject({
		/** The archived tariff. */
		id: z.uuid(),
		/** A tariff of the same fee that is still proposed; `null` to name none. */
		successorId: z.uuid().nullable()
	}),
	output: z.object({ id: z.uuid() }),
	async run({ tx, about }, { id, successorId }) {
		const tariff = await loadTariff(tx, id);
		if (!tariff) throw new Refusal('not-found', 'membership.tariff-not-found');
		const { label, feeId } = tariff;
		if (!tariff.archived) throw new Refusal('conflict', 'membership.successor-of-open', { label });
		if (successorId !== null) {
			const successor = await loadTariff(tx, successorId);
			if (successor?.feeId !== feeId || successor.archived) {
				throw refuseField('successorId', 'membership.successor-unfit', { label });
			}
		}
		await sql`
			UPDATE membership.tariff t SET successor_id = ${successorId}::uuid WHERE t.id = ${id}`.execute(tx);
		about('tariff', id, { label, successorId });
		return { id };
	}
});

async function loadTariff(tx: Tx, id: string) {
	const { rows } = await sql<{ label: string; feeId: string; archived: boolean }>`
		SELECT t.label, t.fee_id AS "feeId", t.archived_at IS NOT NULL AS archived
		FROM membership.tariff t WHERE t.id = ${id} FOR UPDATE`.execute(tx);
	return rows[0];
}
