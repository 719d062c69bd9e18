import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal, refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { formatCents } from '#shared/money.ts';
import { m } from '#i18n';
import type { MeansKind } from '#modules/accounting/index.ts';
import { recordReceipt, reverseReceipt } from '#modules/accounting/server/index.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { dayField } from './fields.ts';

const MEANS = ['cheque', 'transfer', 'cash', 'card'] as const;
const KINDS: Readonly<Record<(typeof MEANS)[number], MeansKind>> = {
	cheque: 'cheques',
	transfer: 'bank',
	cash: 'cash',
	card: 'cards'
};

export const takePayment = defineOperation({
	name: 'activities.take-payment',
	summary: 'Takes a payment for a registration, with its entry in the accounts.',
	permission: 'activities.collect',
	kind: 'command',
	http: { method: 'post', path: '/activities/registrations/{id}/payments', success: 201 },
	input: z.strictObject({
		id: z.uuid(),
		means: z.enum(MEANS),
		date: dayField,
		/** All that is left unless said. */
		amountCents: z.int('activities.amount-unreadable').optional()
	}),
	output: z.object({ paymentId: z.uuid(), entryId: z.uuid(), entryNumber: z.string() }),
	async run(context, { id, means, date, amountCents: given }) {
		const { tx, association, actor, now } = context;
		const { rows } = await sql<{ person: string; activity: string; left: number }>`
			SELECT p.display_name AS person, a.name AS activity, r.price_cents - coalesce((
				SELECT sum(y.amount_cents) FROM activities.payment y
				WHERE y.registration_id = r.id AND y.cancelled_at IS NULL), 0) AS left
			FROM activities.registration r
			JOIN activities.activity a ON a.association_id = r.association_id AND a.id = r.activity_id
			JOIN people.person_summary p ON p.association_id = r.association_id AND p.id = r.person_id
			WHERE r.id = ${id} AND r.state = 'registered' FOR UPDATE OF r`.execute(tx);
		const [registration] = rows;
		if (!registration) throw new Refusal('not-found', 'activities.registration-not-found');
		const { person, activity } = registration;
		const left = Number(registration.left);
		const amountCents = given ?? left;
		if (left === 0) throw new Refusal('conflict', 'activities.nothing-left', { name: person });
		if (amountCents <= 0 || amountCents > left) {
			const most = formatCents(left);
			throw refuseField('amountCents', 'activities.amount-outside', { name: person, most });
		}
		const paymentId = newId();
		const label = m.activities_entry_label({ person, activity }, { locale: 'fr' });
		const entry = await recordReceipt(context, {
			date,
			amountCents,
			means: { kind: KINDS[means] },
			about: { meaning: 'activities' },
			label: label.slice(0, 200),
			thirdParty: person.slice(0, 200),
			source: { module: 'activities', type: 'payment', id: paymentId }
		});
		await sql`
			INSERT INTO activities.payment (association_id, id, registration_id, paid_on, means, amount_cents,
				entry_id, entry_number, created_at, created_by)
			VALUES (${association.id}, ${paymentId}, ${id}, ${date}, ${means}, ${amountCents},
				${entry.entryId}, ${entry.number}, ${now}, ${actor.accountId})`.execute(tx);
		context.about('registration', id, { number: entry.number });
		return { paymentId, entryId: entry.entryId, entryNumber: entry.number };
	}
});

export const cancelPayments = defineOperation({
	name: 'activities.cancel-payments',
	summary: 'Cancels what was paid for a registration: the opposite entries are written today.',
	permission: 'activities.collect',
	kind: 'command',
	http: { method: 'post', path: '/activities/registrations/{id}/payment-cancellation' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ cancelled: z.int() }),
	async run(context, { id }) {
		const { tx, now, actor } = context;
		const { rows } = await sql<{ id: string; entryId: string }>`
			SELECT y.id, y.entry_id AS "entryId" FROM activities.payment y
			WHERE y.registration_id = ${id} AND y.cancelled_at IS NULL
			ORDER BY y.id FOR UPDATE`.execute(tx);
		if (rows.length === 0) throw new Refusal('not-found', 'activities.nothing-paid');
		const reason = m.activities_cancel_reason({}, { locale: actor.locale });
		for (const payment of rows) {
			const reversal = await reverseReceipt(context, { entryId: payment.entryId, reason });
			await sql`
				UPDATE activities.payment y SET cancelled_at = ${now}, reversal_entry_id = ${reversal.entryId}
				WHERE y.id = ${payment.id}`.execute(tx);
		}
		context.about('registration', id, { cancelled: rows.length });
		return { cancelled: rows.length };
	}
});
