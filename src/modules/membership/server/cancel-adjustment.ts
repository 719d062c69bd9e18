import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { m } from '#i18n';
import { defineOperation } from '#platform/server/operation.ts';
import { reverseReceipt } from '#modules/accounting/server/index.ts';

export const cancelAdjustment = defineOperation({
	name: 'membership.cancel-adjustment',
	summary:
		'Takes back a discount, an exemption or a refund: it is due again, and the opposite entry is written.',
	permission: 'membership.collect',
	kind: 'command',
	http: { method: 'post', path: '/membership/adjustments/{id}/cancellation' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ cancelled: z.literal(true) }),
	async run(context, { id }) {
		const { tx, now, actor } = context;
		const { rows } = await sql<{ membershipId: string; entryId: string | null; gone: boolean }>`
			SELECT a.membership_id AS "membershipId", a.entry_id AS "entryId",
				a.cancelled_at IS NOT NULL OR m.cancelled_at IS NOT NULL AS gone
			FROM membership.adjustment a
			JOIN membership.membership m ON m.association_id = a.association_id AND m.id = a.membership_id
			WHERE a.id = ${id} FOR UPDATE`.execute(tx);
		const [adjustment] = rows;
		if (!adjustment) throw new Refusal('not-found', 'membership.adjustment-not-found');
		if (adjustment.gone) throw new Refusal('conflict', 'membership.adjustment-already-cancelled');
		const reason = m.membership_refund_cancelled({}, { locale: actor.locale });
		const { entryId } = adjustment;
		const reversal = entryId ? await reverseReceipt(context, { entryId, reason }) : undefined;
		await sql`
			UPDATE membership.adjustment a SET cancelled_at = ${now},
				reversal_entry_id = ${reversal?.entryId ?? null},
				reversal_entry_number = ${reversal?.number ?? null}
			WHERE a.id = ${id}`.execute(tx);
		context.about('membership', adjustment.membershipId, { adjustment: id });
		return { cancelled: true as const };
	}
});
