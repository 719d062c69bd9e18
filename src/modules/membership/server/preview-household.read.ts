import { z } from 'zod';
import { sum } from '#shared/money.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { periodFrom } from '../domain/validity.ts';
import { dayView } from './fields.ts';
import { householdInput, planHousehold } from './plan-household.ts';

export const previewHousehold = defineOperation({
	name: 'membership.preview-household',
	summary: 'Says what enrol-household would write, or refuses as it would, and writes nothing.',
	permission: 'membership.enrol',
	kind: 'query',
	http: { method: 'post', path: '/membership/household-previews' },
	input: householdInput,
	output: z.object({
		householdName: z.string(),
		payerId: z.uuid(),
		payerName: z.string(),
		/** What is owed by all before the payment, and what is paid of it. */
		owedCents: z.int(),
		amountCents: z.int(),
		lines: z.array(
			z.object({
				personId: z.uuid(),
				personName: z.string(),
				tariffId: z.uuid(),
				tariffLabel: z.string(),
				/** The person joins by this line. */
				joins: z.boolean(),
				endsOn: dayView.nullable(),
				dueCents: z.int(),
				owedCents: z.int(),
				amountCents: z.int()
			})
		)
	}),
	async run(context, input) {
		const { household, payer, lines } = await planHousehold(context, input);
		return {
			householdName: household.name,
			payerId: payer.id,
			payerName: payer.displayName,
			owedCents: sum(lines.map(({ owedCents }) => owedCents)),
			amountCents: sum(lines.map(({ amountCents }) => amountCents)),
			lines: lines.map(
				({ person, tariff, startsOn, membership, dueCents, owedCents, amountCents }) => ({
					personId: person.id,
					personName: person.displayName,
					tariffId: tariff.id,
					tariffLabel: tariff.label,
					joins: !membership,
					endsOn: membership ? membership.endsOn : periodFrom(tariff.validity, startsOn).end,
					dueCents,
					owedCents,
					amountCents
				})
			)
		};
	}
});
