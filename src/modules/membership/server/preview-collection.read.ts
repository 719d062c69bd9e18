import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { periodFrom } from '../domain/validity.ts';
import { dayView } from './fields.ts';
import { collectionInput, planCollection } from './take-payments.ts';

export const previewCollection = defineOperation({
	name: 'membership.preview-collection',
	summary: 'Says what take-payments would write, or refuses as it would, and writes nothing.',
	permission: 'membership.collect',
	kind: 'query',
	http: { method: 'post', path: '/membership/collection-previews' },
	input: collectionInput,
	output: z.object({
		totalCents: z.int(),
		lines: z.array(
			z.object({
				personId: z.uuid(),
				personName: z.string(),
				/** The person joins by this line. */
				joins: z.boolean(),
				endsOn: dayView.nullable(),
				dueCents: z.int(),
				amountCents: z.int(),
				giftCents: z.int(),
				/** What will still be owed. */
				remainingCents: z.int()
			})
		)
	}),
	async run(context, input) {
		const plan = await planCollection(context, input);
		const lines = plan.map(
			({ person, tariff, startsOn, membership, dueCents, amountCents, giftCents }) => ({
				personId: person.id,
				personName: person.displayName,
				joins: !membership,
				endsOn: membership ? membership.endsOn : periodFrom(tariff.validity, startsOn).end,
				dueCents,
				amountCents,
				giftCents,
				remainingCents: dueCents - (membership?.paidCents ?? 0) - amountCents
			})
		);
		return {
			totalCents: lines.reduce((sum, line) => sum + line.amountCents + line.giftCents, 0),
			lines
		};
	}
});
