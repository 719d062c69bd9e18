import { sql } from 'kysely';
import { z } from 'zod';
import { addDays, type Day } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { birthDatesOf } from '#modules/people/server/index.ts';
import { ALONE, priceAt, type Place } from '../domain/household-price.ts';
import { renewalTerms, type RenewalTerms } from '../domain/renewal.ts';
import { asksIncome, checkConditions } from '../domain/tariff-conditions.ts';
import { periodFrom } from '../domain/validity.ts';
import { loadFee } from './fee-row.ts';
import { dayField } from './fields.ts';
import { placesOf } from './price-for.ts';
import { inForce, tariffsOfFee, type FeeTariff } from './replace-tariff.ts';

/** What a renewal is about, the same to preview it and to do it. */
export const renewalFields = {
	feeId: z.uuid(),
	/** A day of the season or year meant; for months, the last day of ends that are looked at. Today unless said. */
	on: dayField.optional(),
	/** People who are left out. */
	excluded: z.array(z.uuid()).max(1000).default([]),
	/** Proofs of income brackets were seen; without it, people of such tariffs are left aside. */
	incomeSeen: z.boolean().default(false)
};

export interface RenewalLine {
	readonly personId: string;
	readonly personName: string;
	readonly tariffId: string;
	readonly tariffLabel: string;
	/** The archived tariff that this one replaces; `null` when it is the same as last time. */
	readonly formerLabel: string | null;
	readonly dueCents: number;
	readonly startsOn: Day;
	readonly endsOn: Day | null;
	readonly excluded: boolean;
}

/** Whoever can’t be renewed by itself, and the code of the refusal that they would meet. */
export interface LeftAside {
	readonly personId: string;
	readonly personName: string;
	readonly tariffLabel: string;
	readonly reason: string;
}

/** An archived tariff that nothing replaces yet. */
export interface WithoutSuccessor {
	readonly tariffId: string;
	readonly label: string;
	readonly people: number;
}

export interface RenewalPlan {
	readonly terms: RenewalTerms;
	/** By name; the excluded are among them. */
	readonly lines: readonly RenewalLine[];
	readonly aside: readonly LeftAside[];
	readonly withoutSuccessor: readonly WithoutSuccessor[];
}

/** The last membership of a person. */
interface Last {
	readonly personId: string;
	readonly personName: string;
	readonly endsOn: Day;
	readonly lastDueCents: number;
	readonly lastTariffId: string;
}

interface Candidate extends Last {
	readonly tariff: FeeTariff;
	readonly formerLabel: string | null;
	readonly startsOn: Day;
	readonly birthDate: Day | null;
}

interface Asked {
	readonly on: Day;
	readonly incomeSeen: boolean;
	readonly excluded: readonly string[];
}

/**
 * What renewing a fee comes to, nothing written yet.
 * @throws {Refusal} `membership.fee-not-found`, `fee-archived`, `nothing-to-renew`
 */
export async function planRenewal(
	context: OperationContext,
	feeId: string,
	{ on, incomeSeen, excluded }: Asked
): Promise<RenewalPlan> {
	const fee = await loadFee(context.tx, feeId);
	const { name, validity } = fee;
	if (fee.archived) throw new Refusal('conflict', 'membership.fee-archived', { name });
	const terms = renewalTerms(validity, on);
	if (!terms) throw new Refusal('conflict', 'membership.nothing-to-renew', { name });
	const candidates = await candidatesOf(context, feeId, terms);
	const out = new Set(excluded);
	const aside = new Map<string, string>();
	for (const candidate of candidates) {
		const reason = reasonAside(candidate, incomeSeen);
		if (reason) aside.set(candidate.personId, reason);
	}
	const renewed = candidates.filter(({ personId }) => !aside.has(personId));
	const joining = renewed.filter(({ personId }) => !out.has(personId));
	const places = await placesByTariff(context, joining, (from) => periodFrom(validity, from));
	const lines = renewed.map((candidate): RenewalLine => {
		const { personId, personName, tariff, formerLabel, startsOn } = candidate;
		const { id: tariffId, label: tariffLabel } = tariff;
		const dueCents = dueOf(candidate, places.get(personId));
		const { end: endsOn } = periodFrom(validity, startsOn);
		const who = { personId, personName, tariffId, tariffLabel, formerLabel };
		return { ...who, dueCents, startsOn, endsOn, excluded: out.has(personId) };
	});
	const left = candidates.filter(({ personId }) => aside.has(personId));
	return {
		terms,
		lines,
		aside: left.map(({ personId, personName, tariff: { label: tariffLabel } }) => {
			return { personId, personName, tariffLabel, reason: aside.get(personId) ?? '' };
		}),
		withoutSuccessor: withoutSuccessor(left)
	};
}

function dueOf({ tariff, lastDueCents }: Candidate, place: Place = ALONE): number {
	const amountCents = priceAt(tariff, place);
	// A free amount is that of last time, unless the least has gone up.
	return tariff.free ? Math.max(lastDueCents, amountCents) : amountCents;
}

async function placesByTariff(
	context: OperationContext,
	joining: readonly Candidate[],
	periodOf: (from: Day) => ReturnType<typeof periodFrom>
): Promise<ReadonlyMap<string, Place>> {
	const places = new Map<string, Place>();
	for (const some of Map.groupBy(joining, ({ tariff }) => tariff.id).values()) {
		const [first] = some.toSorted((a, b) => (a.startsOn < b.startsOn ? -1 : 1));
		if (!first?.tariff.household) continue;
		const people = some.map(({ personId: id, birthDate }) => ({ id, birthDate }));
		const found = await placesOf(context, first.tariff, people, periodOf(first.startsOn));
		for (const [id, place] of found) places.set(id, place);
	}
	return places;
}

/** The last membership of each person, when it ended within the terms, and the tariff in force since. */
async function candidatesOf(
	context: OperationContext,
	feeId: string,
	{ endedFrom, endedTo, startsOn }: RenewalTerms
): Promise<Candidate[]> {
	const { rows } = await sql<Last>`
		SELECT l.person_id AS "personId", p.display_name AS "personName", l.ends_on AS "endsOn",
			l.due_cents AS "lastDueCents", l.tariff_id AS "lastTariffId"
		FROM (
			SELECT DISTINCT ON (m.person_id) m.association_id, m.person_id, m.ends_on, m.due_cents, m.tariff_id
			FROM membership.membership m
			WHERE m.fee_id = ${feeId} AND m.cancelled_at IS NULL
			ORDER BY m.person_id, m.starts_on DESC
		) l
		JOIN people.person_summary p ON p.association_id = l.association_id AND p.id = l.person_id
		WHERE l.ends_on BETWEEN ${endedFrom}::date AND ${endedTo}::date AND NOT p.archived
		ORDER BY p.display_name, l.person_id`.execute(context.tx);
	const tariffs = await tariffsOfFee(context.tx, feeId);
	const found = rows.flatMap((last) => {
		const tariff = inForce(tariffs, last.lastTariffId);
		if (!tariff) return [];
		const former = tariff.id === last.lastTariffId ? undefined : tariffs.get(last.lastTariffId);
		return [{ ...last, tariff, formerLabel: former?.label ?? null }];
	});
	const aged = found.filter(
		({ tariff }) => tariff.ageMin !== null || tariff.ageMax !== null || tariff.household
	);
	const born = await birthDatesOf(
		context,
		aged.map(({ personId }) => personId)
	);
	return found.map((candidate) => ({
		...candidate,
		startsOn: startsOn ?? addDays(candidate.endsOn, 1),
		birthDate: born.get(candidate.personId) ?? null
	}));
}

function reasonAside(candidate: Candidate, incomeSeen: boolean): string | undefined {
	const { tariff, personName: name, birthDate, startsOn } = candidate;
	if (tariff.archived) return 'membership.tariff-archived';
	if (asksIncome(tariff) && !incomeSeen) return 'membership.income-not-seen';
	try {
		checkConditions(tariff, { name, birthDate, incomeSeen: true }, startsOn, '');
		return undefined;
	} catch (refusal) {
		if (refusal instanceof Refusal) return refusal.code;
		throw refusal;
	}
}

function withoutSuccessor(left: readonly Candidate[]): WithoutSuccessor[] {
	const archived = left.filter(({ tariff }) => tariff.archived);
	return [...Map.groupBy(archived, ({ tariff }) => tariff.id)].map(([tariffId, people]) => ({
		tariffId,
		label: people[0]?.tariff.label ?? '',
		people: people.length
	}));
}
