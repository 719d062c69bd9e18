import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { isOwn, personsByIds } from '#modules/people/server/index.ts';
import { standingOn } from '../domain/standing.ts';
import { membershipLine, membershipLines, type MembershipLine } from './list-memberships.read.ts';
import { PAYMENT_LINES, paymentLine, type PaymentLine } from './payments.sql.ts';
import { standingView } from './standing-view.ts';

export const personMemberships = defineOperation({
	name: 'membership.person-memberships',
	summary: 'Shows the memberships and payments of one person; members see their own only.',
	permission: 'membership.self',
	kind: 'query',
	http: { method: 'get', path: '/membership/persons/{personId}' },
	input: z.strictObject({ personId: z.uuid() }),
	output: z.object({
		standing: standingView,
		/** The latest first, at most a hundred. */
		memberships: z.array(membershipLine),
		/** What this person paid, and what others paid for them; the latest first, at most a hundred. */
		payments: z.array(paymentLine)
	}),
	async run(context, { personId }) {
		const { tx, actor, today } = context;
		if (!actor.permissions.has('membership.read') && !(await isOwn(context, personId)))
			refuseUnknown();
		if (!(await personsByIds(context, [personId])).has(personId)) refuseUnknown();
		const { rows: memberships } = await sql<MembershipLine>`
			${membershipLines(today)} WHERE m.person_id = ${personId} AND m.cancelled_at IS NULL
			ORDER BY m.starts_on DESC, m.id DESC LIMIT 100`.execute(tx);
		const { rows: payments } = await sql<PaymentLine>`
			${PAYMENT_LINES} WHERE y.id IN (
				SELECT y.id FROM membership.payment y WHERE y.person_id = ${personId}
				UNION
				SELECT s.payment_id FROM membership.payment_share s
				JOIN membership.membership m ON m.association_id = s.association_id AND m.id = s.membership_id
				WHERE m.person_id = ${personId})
			ORDER BY y.paid_on DESC, y.id DESC LIMIT 100`.execute(tx);
		return { standing: standingOn(memberships, today), memberships, payments };
	}
});

function refuseUnknown(): never {
	throw new Refusal('not-found', 'membership.person-unknown');
}
