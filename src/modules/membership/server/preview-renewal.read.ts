import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import { fold } from '#shared/text.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { dayView } from './fields.ts';
import { planRenewal, renewalFields, type RenewalLine } from './plan-renewal.ts';

const ASIDE_SHOWN = 100;

export const previewRenewal = defineOperation({
	name: 'membership.preview-renewal',
	summary: 'Says what renew-memberships would write, by page of people, and writes nothing.',
	permission: 'membership.enrol',
	kind: 'query',
	http: { method: 'post', path: '/membership/renewal-previews' },
	input: z.strictObject({
		...renewalFields,
		/** Shows those whose name holds these words; the counts stay those of all. */
		search: z.string().max(200).default(''),
		cursor: z.string().max(40).optional(),
		limit: z.int().min(1).max(200).default(50)
	}),
	output: z.object({
		season: z.string().nullable(),
		/** Without those excluded. */
		people: z.int(),
		totalCents: z.int(),
		tariffs: z.array(z.object({ label: z.string(), people: z.int(), totalCents: z.int() })),
		/** Not renewed by itself: why, as the code of a refusal; at most a hundred. */
		aside: z.array(
			z.object({
				personId: z.uuid(),
				personName: z.string(),
				tariffLabel: z.string(),
				reason: z.string()
			})
		),
		asideCount: z.int(),
		/** Archived tariffs that nothing replaces: see name-successor. */
		withoutSuccessor: z.array(z.object({ tariffId: z.uuid(), label: z.string(), people: z.int() })),
		lines: z.array(
			z.object({
				personId: z.uuid(),
				personName: z.string(),
				tariffLabel: z.string(),
				/** The archived tariff that this one replaces. */
				formerLabel: z.string().nullable(),
				dueCents: z.int(),
				startsOn: dayView,
				endsOn: dayView.nullable(),
				excluded: z.boolean()
			})
		),
		next: z.string().nullable()
	}),
	async run(context, { feeId, on = context.today, excluded, incomeSeen, search, cursor, limit }) {
		const asked = { on, incomeSeen, excluded };
		const plan = await planRenewal(context, feeId, asked);
		const { terms, lines, aside, withoutSuccessor } = plan;
		const renewed = lines.filter((line) => !line.excluded);
		const words = fold(search);
		const found = lines.filter(({ personName }) => fold(personName).includes(words));
		const from = cursor === undefined ? 0 : placeAfter(found, cursor);
		const shown = found.slice(from, from + limit);
		return {
			season: terms.season,
			people: renewed.length,
			totalCents: renewed.reduce((total, { dueCents }) => total + dueCents, 0),
			tariffs: byTariff(renewed),
			aside: aside.slice(0, ASIDE_SHOWN),
			asideCount: aside.length,
			withoutSuccessor: [...withoutSuccessor],
			lines: shown,
			next: from + limit < found.length ? (shown.at(-1)?.personId ?? null) : null
		};
	}
});

/** @throws {Refusal} `membership.cursor-unreadable` */
function placeAfter(lines: readonly RenewalLine[], cursor: string): number {
	const place = lines.findIndex(({ personId }) => personId === cursor);
	if (place < 0) throw refuseField('cursor', 'membership.cursor-unreadable');
	return place + 1;
}

function byTariff(lines: readonly RenewalLine[]) {
	return [...Map.groupBy(lines, ({ tariffLabel }) => tariffLabel)].map(([label, all]) => ({
		label,
		people: all.length,
		totalCents: all.reduce((total, { dueCents }) => total + dueCents, 0)
	}));
}
