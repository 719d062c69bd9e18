import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { checkInstalments, MAX_INSTALMENTS } from '../domain/instalments.ts';
import { amountField, dayField, referenceField } from './fields.ts';
import { lockMembership } from './membership-row.ts';

export const planInstalments = defineOperation({
	name: 'membership.plan-instalments',
	summary:
		'Says on which days the parts of what is due are to be paid; it takes the place of what was planned before.',
	permission: 'membership.collect',
	kind: 'command',
	http: { method: 'put', path: '/membership/memberships/{id}/instalments' },
	input: z.strictObject({
		id: z.uuid(),
		instalments: z
			.array(
				z.strictObject({
					dueOn: dayField,
					amountCents: amountField,
					/** The number of a cheque given ahead. */
					reference: referenceField.optional()
				})
			)
			.min(2, 'membership.instalments-two')
			.max(MAX_INSTALMENTS, 'membership.instalments-many')
	}),
	output: z.object({ instalments: z.int() }),
	async run(context, { id, instalments }) {
		const membership = await lockMembership(context.tx, id);
		if (membership.paidCents === membership.dueCents) {
			const { personName: name } = membership;
			throw new Refusal('conflict', 'membership.nothing-left-due', { name });
		}
		checkInstalments(instalments, membership.dueCents);
		await removeAll(context, id);
		const column = <Key extends 'dueOn' | 'amountCents' | 'reference'>(key: Key) =>
			instalments.map((line) => line[key] ?? null);
		await sql`
			INSERT INTO membership.instalment
				(association_id, id, membership_id, position, due_on, amount_cents, reference)
			SELECT ${context.association.id}, l.id, ${id}, l.position, l.due_on, l.amount_cents, l.reference
			FROM unnest(${instalments.map(() => newId())}::uuid[],
				${instalments.map((_, index) => index + 1)}::smallint[], ${column('dueOn')}::date[],
				${column('amountCents')}::bigint[], ${column('reference')}::text[])
				AS l (id, position, due_on, amount_cents, reference)`.execute(context.tx);
		context.about('membership', id, { instalments: instalments.length });
		return { instalments: instalments.length };
	}
});

export const removeInstalments = defineOperation({
	name: 'membership.remove-instalments',
	summary: 'All that is due is to be paid in one go again.',
	permission: 'membership.collect',
	kind: 'command',
	http: { method: 'delete', path: '/membership/memberships/{id}/instalments' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ removed: z.int() }),
	async run(context, { id }) {
		await lockMembership(context.tx, id);
		const removed = await removeAll(context, id);
		context.about('membership', id);
		return { removed };
	}
});

async function removeAll({ tx }: OperationContext, membershipId: string): Promise<number> {
	const { numAffectedRows = 0n } = await sql`
		DELETE FROM membership.instalment i WHERE i.membership_id = ${membershipId}`.execute(tx);
	return Number(numAffectedRows);
}
