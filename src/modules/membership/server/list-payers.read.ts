import { sql } from 'kysely';
import { z } from 'zod';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { personsByIds, searchPersons, type PersonLine } from '#modules/people/server/index.ts';
import { periodFrom } from '../domain/validity.ts';
import { dayField, dayView } from './fields.ts';
import { openTariff, type OpenTariff } from './tariff-row.ts';

const SHOWN = 20;

const payer = z.object({
	personId: z.uuid(),
	personName: z.string(),
	number: z.string().nullable(),
	email: z.string().nullable(),
	chosen: z.boolean(),
	/** Of a membership of the fee that covers the day: what remains due; `null` without one. */
	remainingCents: z.int().nullable(),
	endsOn: dayView.nullable()
});
export type Payer = z.output<typeof payer>;

export const listPayers = defineOperation({
	name: 'membership.list-payers',
	summary:
		'Offers people to take a payment from: those chosen, then those found; without a search, those who have not paid the fee yet.',
	permission: 'membership.collect',
	kind: 'query',
	http: { method: 'get', path: '/membership/payers' },
	input: z.strictObject({
		tariffId: z.uuid(),
		/** The first day of the membership; today unless said. */
		startsOn: dayField.optional(),
		search: z.string().max(200).default(''),
		chosen: z.array(z.uuid()).max(200).default([])
	}),
	output: z.object({ payers: z.array(payer) }),
	async run(context, { tariffId, startsOn = context.today, search, chosen }) {
		const tariff = await openTariff(context.tx, tariffId);
		const period = periodFrom(tariff.validity, startsOn);
		const offered = search.trim()
			? (await searchPersons(context, search, SHOWN)).map(({ id }) => id)
			: await notYetPaid(context, tariff, period);
		const ids = [...new Set([...chosen, ...offered])];
		const people = await personsByIds(context, ids);
		const { rows } = await sql<{ personId: string; remaining: number; endsOn: Payer['endsOn'] }>`
			SELECT DISTINCT ON (m.person_id) m.person_id AS "personId",
				m.due_cents - m.paid_cents AS remaining, m.ends_on AS "endsOn"
			FROM membership.membership m
			WHERE m.person_id = ANY(${ids}::uuid[]) AND ${covering(tariff, period)}
			ORDER BY m.person_id, m.starts_on`.execute(context.tx);
		const covered = new Map(rows.map((row) => [row.personId, row]));
		const wanted = new Set(chosen);
		return {
			payers: ids
				.flatMap((id): PersonLine[] => {
					const person = people.get(id);
					return person && !person.archived ? [person] : [];
				})
				.map(({ id, displayName, number, email }) => ({
					personId: id,
					personName: displayName,
					number,
					email,
					chosen: wanted.has(id),
					remainingCents: covered.get(id)?.remaining ?? null,
					endsOn: covered.get(id)?.endsOn ?? null
				}))
		};
	}
});

type Days = ReturnType<typeof periodFrom>;

function covering(tariff: OpenTariff, { start, end }: Days) {
	return sql`m.fee_id = ${tariff.feeId} AND m.cancelled_at IS NULL
		AND daterange(m.starts_on, m.ends_on, '[]') && daterange(${start}::date, ${end}::date, '[]')`;
}

/** Who owes on the fee first, then former members, then all others by name. */
async function notYetPaid(
	{ tx }: OperationContext,
	tariff: OpenTariff,
	period: Days
): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`
		SELECT p.id FROM people.person_summary p
		LEFT JOIN (
			SELECT m.person_id, bool_or(m.paid_cents = m.due_cents AND ${covering(tariff, period)}) AS paid,
				bool_or(m.paid_cents < m.due_cents) AS owing
			FROM membership.membership m
			WHERE m.fee_id = ${tariff.feeId} AND m.cancelled_at IS NULL GROUP BY m.person_id
		) c ON c.person_id = p.id
		WHERE NOT p.archived AND c.paid IS NOT TRUE
		ORDER BY c.owing DESC NULLS LAST, c.person_id IS NULL, p.display_name, p.id
		LIMIT ${SHOWN}`.execute(tx);
	return rows.map(({ id }) => id);
}
