import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { householdsOf } from '#modules/people/server/index.ts';
import type { HouseholdPrice, Place } from '../domain/household-price.ts';
import { ALONE, priceAt, ranksOf } from '../domain/household-price.ts';
import { priceFrom } from '../domain/tariff-conditions.ts';
import type { Period, Validity } from '../domain/validity.ts';

interface Priced {
	readonly id: string;
	readonly amountCents: number;
	readonly prorated: boolean;
	readonly household: HouseholdPrice | null;
}

interface Joining {
	readonly id: string;
	readonly birthDate: Day | null;
}

/**
 * Where each who joins by a tariff stands in their household, they and those who have the tariff within the
 * period; nobody for a tariff that does not ask.
 * @param joining everybody who joins at once: the eldest first, however they are named
 */
export async function placesOf(
	context: OperationContext,
	{ id: tariffId, household }: Pick<Priced, 'id' | 'household'>,
	joining: readonly Joining[],
	period: Period
): Promise<ReadonlyMap<string, Place>> {
	if (!household || joining.length === 0) return new Map();
	const ids = joining.map(({ id }) => id);
	const homes = await householdsOf(context, ids);
	if (household.by === 'size') {
		return new Map(ids.map((id) => [id, { size: homes.get(id)?.size ?? 1, rank: 1 }]));
	}
	const others = [...homes.values()].flatMap(({ memberIds }) => memberIds);
	const have = await havingTariff(context, tariffId, new Set(others), period);
	const joined = have.filter((id) => !ids.includes(id));
	// A child of two households counts in one, the same as when they joined.
	const theirs = await householdsOf(context, joined);
	const taken = new Map<string, number>();
	for (const { householdId } of theirs.values()) {
		taken.set(householdId, (taken.get(householdId) ?? 0) + 1);
	}
	const ranks = ranksOf(
		joining.map(({ id, birthDate }) => ({
			personId: id,
			householdId: homes.get(id)?.householdId,
			birthDate
		})),
		taken
	);
	return new Map([...ranks].map(([id, rank]) => [id, { size: homes.get(id)?.size ?? 1, rank }]));
}

async function havingTariff(
	{ tx }: OperationContext,
	tariffId: string,
	people: ReadonlySet<string>,
	{ start, end }: Period
): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`
		SELECT DISTINCT m.person_id AS id FROM membership.membership m
		WHERE m.person_id = ANY(${[...people]}::uuid[]) AND m.tariff_id = ${tariffId}
			AND m.cancelled_at IS NULL
			AND daterange(m.starts_on, m.ends_on, '[]') && daterange(${start}::date, ${end}::date, '[]')`.execute(
		tx
	);
	return rows.map(({ id }) => id);
}

/** What a tariff asks of one person from a day: by their household, then a twelfth for each month left. */
export function priceFor(
	tariff: Priced,
	validity: Validity,
	startsOn: Day,
	place: Place | undefined
): number {
	const amountCents = priceAt(tariff, place ?? ALONE);
	return priceFrom({ amountCents, prorated: tariff.prorated }, validity, startsOn);
}
