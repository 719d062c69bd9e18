import { sql } from 'kysely';
import { z } from 'zod';
import { PAYMENT_MEANS } from '../domain/means.ts';
import { dayView } from './fields.ts';

export const paymentLine = z.object({
	id: z.uuid(),
	collectionId: z.uuid(),
	personId: z.uuid(),
	personName: z.string(),
	date: dayView,
	means: z.enum(PAYMENT_MEANS),
	/** All that was received. */
	amountCents: z.int(),
	/** The part of it that is a gift. */
	giftCents: z.int(),
	reference: z.string().nullable(),
	entryId: z.uuid(),
	entryNumber: z.string(),
	cancelled: z.boolean(),
	cancelReason: z.string().nullable(),
	reversalEntryId: z.uuid().nullable(),
	reversalEntryNumber: z.string().nullable(),
	/** What it pays. */
	memberships: z.array(
		z.object({
			membershipId: z.uuid(),
			personName: z.string(),
			feeName: z.string(),
			tariffLabel: z.string(),
			season: z.string().nullable(),
			amountCents: z.int()
		})
	)
});
export type PaymentLine = z.output<typeof paymentLine>;

/** The lines of payments `y`, before their `WHERE`. */
export const PAYMENT_LINES = sql<PaymentLine>`
	SELECT y.id, y.collection_id AS "collectionId", y.person_id AS "personId",
		p.display_name AS "personName", y.paid_on AS date, y.means, y.amount_cents AS "amountCents",
		y.gift_cents AS "giftCents", y.reference, y.entry_id AS "entryId", y.entry_number AS "entryNumber",
		y.cancelled_at IS NOT NULL AS cancelled, y.cancel_reason AS "cancelReason",
		y.reversal_entry_id AS "reversalEntryId", y.reversal_entry_number AS "reversalEntryNumber",
		coalesce((
			SELECT json_agg(json_build_object(
				'membershipId', m.id, 'personName', q.display_name, 'feeName', f.name,
				'tariffLabel', t.label, 'season', m.season, 'amountCents', s.amount_cents) ORDER BY s.id)
			FROM membership.payment_share s
			JOIN membership.membership m ON m.association_id = s.association_id AND m.id = s.membership_id
			JOIN membership.fee f ON f.association_id = m.association_id AND f.id = m.fee_id
			JOIN membership.tariff t ON t.association_id = m.association_id AND t.id = m.tariff_id
			JOIN people.person_summary q ON q.association_id = m.association_id AND q.id = m.person_id
			WHERE s.association_id = y.association_id AND s.payment_id = y.id
		), '[]') AS memberships
	FROM membership.payment y
	JOIN people.person_summary p ON p.association_id = y.association_id AND p.id = y.person_id`;
