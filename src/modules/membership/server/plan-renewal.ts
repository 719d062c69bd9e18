import { sql } from 'kysely';
import { z } from 'zod';
import { addDays, type Day } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { birthDatesOf } from '#modules/people/server/index.ts';
import { renewalTerms, type RenewalTerms } from '../domain/renewal.ts';
import { asksIncome, checkConditions, type TariffConditions } from '../domain/tariff-conditions.ts';
import { periodFrom, type Validity } from '../domain/validity.ts';
import { loadFee } from './fee-row.ts';
import { dayField } from './fields.ts';

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
	readonly dueCents: number;
	readonly startsOn: Day;
	readonly endsOn: Day | null;
}

/** Whoever can’t be renewed by itself, and the code of the refusal that they would meet. */
export interface LeftAside {
	readonly personId: string;
	readonly personName: string;
	readonly tariffLabel: string;
	readonly reason: string;
}

export interface RenewalPlan {
	readonly terms: RenewalTerms;
	/** By name; the excluded are among them. */
	readonly lines: readonly RenewalLine[];
	readonly aside: readonly LeftAside[];
}

interface Candidate extends TariffConditions {
	readonly personId: string;
	readonly personName: string;
	readonly endsOn: Day;
	readonly lastDueCents: number;
	readonly tariffId: string;
	readonly label: string;
	readonly amountCents: number;
	readonly free: boolean;
	readonly archived: boolean;
}

/**
 * What renewing a fee comes to, nothing written yet.
 * @throws {Refusal} `membership.fee-not-found`, `fee-archived`, `nothing-to-renew`
 */
export async function planRenewal(
	context: OperationContext,
	feeId: string,
	{ on, incomeSeen }: { on: Day; incomeSeen: boolean }
): Promise<RenewalPlan> {
	const fee = await loadFee(context.tx, feeId);
	const { name } = fee;
	if (fee.archived) throw new Refusal('conflict', 'membership.fee-archived', { name });
	const terms = renewalTerms(fee.validity, on);
	if (!terms) throw new Refusal('conflict', 'membership.nothing-to-renew', { name });
	const candidates = await candidatesOf(context, feeId, terms);
	const aged = candidates.filter(({ ageMin, ageMax }) => ageMin !== null || ageMax !== null);
	const born = await birthDatesOf(
		context,
		aged.map(({ personId }) => personId)
	);
	const lines: RenewalLine[] = [];
	const aside: LeftAside[] = [];
	for (const candidate of candidates) {
		const startsOn = terms.startsOn ?? addDays(candidate.endsOn, 1);
		const birthDate = born.get(candidate.personId) ?? null;
		const reason = reasonAside(candidate, { birthDate, incomeSeen, startsOn });
		const { personId, personName, tariffId, label: tariffLabel } = candidate;
		if (reason) aside.push({ personId, personName, tariffLabel, reason });
		else
			lines.push(lineOf({ personId, personName, tariffId, tariffLabel }, candidate, startsOn, fee));
	}
	return { terms, lines, aside };
}

function lineOf(
	who: Pick<RenewalLine, 'personId' | 'personName' | 'tariffId' | 'tariffLabel'>,
	{ free, amountCents, lastDueCents }: Candidate,
	startsOn: Day,
	{ validity }: { validity: Validity }
): RenewalLine {
	// A free amount is that of last time, unless the least has gone up.
	const dueCents = free ? Math.max(lastDueCents, amountCents) : amountCents;
	return { ...who, dueCents, startsOn, endsOn: periodFrom(validity, startsOn).end };
}

/** The last membership of each person, when it ended within the terms. */
async function candidatesOf(
	{ tx }: OperationContext,
	feeId: string,
	{ endedFrom, endedTo }: RenewalTerms
): Promise<Candidate[]> {
	const { rows } = await sql<Candidate>`
		SELECT l.person_id AS "personId", p.display_name AS "personName", l.ends_on AS "endsOn",
			l.due_cents AS "lastDueCents", t.id AS "tariffId", t.label, t.amount_cents AS "amountCents",
			t.free, t.archived_at IS NOT NULL AS archived, t.age_min AS "ageMin", t.age_max AS "ageMax",
			t.income_min_cents AS "incomeMinCents", t.income_max_cents AS "incomeMaxCents"
		FROM (
			SELECT DISTINCT ON (m.person_id) m.association_id, m.person_id, m.ends_on, m.due_cents, m.tariff_id
			FROM membership.membership m
			WHERE m.fee_id = ${feeId} AND m.cancelled_at IS NULL
			ORDER BY m.person_id, m.starts_on DESC
		) l
		JOIN people.person_summary p ON p.association_id = l.association_id AND p.id = l.person_id
		JOIN membership.tariff t ON t.association_id = l.association_id AND t.id = l.tariff_id
		WHERE l.ends_on BETWEEN ${endedFrom}::date AND ${endedTo}::date AND NOT p.archived
		ORDER BY p.display_name, l.person_id`.execute(tx);
	return rows;
}

function reasonAside(
	candidate: Candidate,
	joining: { birthDate: Day | null; incomeSeen: boolean; startsOn: Day }
): string | undefined {
	if (candidate.archived) return 'membership.tariff-archived';
	if (asksIncome(candidate) && !joining.incomeSeen) return 'membership.income-not-seen';
	try {
		const who = { name: candidate.personName, birthDate: joining.birthDate, incomeSeen: true };
		checkConditions(candidate, who, joining.startsOn, '');
		return undefined;
	} catch (refusal) {
		if (refusal instanceof Refusal) return refusal.code;
		throw refusal;
	}
}
