import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { MEMBERSHIP_RECORDED, type MembershipRecorded } from '../domain/events.ts';
import { periodFrom, seasonOf, type Period } from '../domain/validity.ts';
import type { OpenTariff } from './tariff-row.ts';

/** A membership with the names that sentences need. */
export interface MembershipRow {
	readonly id: string;
	readonly personId: string;
	readonly personName: string;
	readonly feeName: string;
	readonly season: string | null;
	readonly startsOn: Day;
	readonly endsOn: Day | null;
	readonly dueCents: number;
	readonly paidCents: number;
	readonly incomeMeaning: OpenTariff['incomeMeaning'];
	readonly incomeAccount: string | null;
	readonly incomeChart: OpenTariff['incomeChart'];
	/** The collection that recorded it. */
	readonly collectionId: string | null;
}

const FOUND = sql`
	SELECT m.id, m.person_id AS "personId", p.display_name AS "personName", f.name AS "feeName", m.season,
		m.starts_on AS "startsOn", m.ends_on AS "endsOn", m.due_cents AS "dueCents",
		m.paid_cents AS "paidCents", t.income_meaning AS "incomeMeaning",
		t.income_account AS "incomeAccount", t.income_chart AS "incomeChart",
		m.collection_id AS "collectionId"
	FROM membership.membership m
	JOIN membership.fee f ON f.association_id = m.association_id AND f.id = m.fee_id
	JOIN membership.tariff t ON t.association_id = m.association_id AND t.id = m.tariff_id
	JOIN people.person_summary p ON p.association_id = m.association_id AND p.id = m.person_id`;

/** Memberships not cancelled, by id; unknown ids are left out. */
export async function loadMemberships(
	tx: Tx,
	ids: readonly string[]
): Promise<ReadonlyMap<string, MembershipRow>> {
	const { rows } = await sql<MembershipRow>`
		${FOUND} WHERE m.id = ANY(${ids}::uuid[]) AND m.cancelled_at IS NULL`.execute(tx);
	return new Map(rows.map((row) => [row.id, row]));
}

/**
 * A membership, held until the end of the transaction.
 * @throws {Refusal} `membership.membership-not-found`
 */
export async function lockMembership(tx: Tx, id: string): Promise<MembershipRow> {
	const { rows } = await sql<MembershipRow>`
		${FOUND} WHERE m.id = ${id} AND m.cancelled_at IS NULL FOR UPDATE OF m`.execute(tx);
	const [row] = rows;
	if (!row) throw new Refusal('not-found', 'membership.membership-not-found');
	return row;
}

/** By person, their membership of that fee that has a day of the period, if any: the first of them. */
export async function findOverlapping(
	tx: Tx,
	personIds: readonly string[],
	feeId: string,
	{ start, end }: Period
): Promise<ReadonlyMap<string, MembershipRow>> {
	const { rows } = await sql<MembershipRow>`
		${FOUND} WHERE m.person_id = ANY(${personIds}::uuid[]) AND m.fee_id = ${feeId}
			AND m.cancelled_at IS NULL
			AND daterange(m.starts_on, m.ends_on, '[]') && daterange(${start}::date, ${end}::date, '[]')
		ORDER BY m.starts_on DESC`.execute(tx);
	return new Map(rows.map((row) => [row.personId, row]));
}

export interface NewMembership {
	readonly person: { readonly id: string; readonly displayName: string };
	readonly tariff: OpenTariff;
	readonly startsOn: Day;
	readonly dueCents: number;
	readonly collectionId: string | null;
	/** Where a refusal is placed. */
	readonly path: string;
}

/**
 * Writes a membership that was checked against the others; the database checks it again.
 * @throws {Refusal} `membership.overlapping` or `tariff-not-found` when somebody was quicker
 */
export async function insertMembership(
	context: OperationContext,
	{ person, tariff, startsOn, dueCents, collectionId, path }: NewMembership
): Promise<MembershipRow> {
	const { tx, association, actor } = context;
	const id = newId();
	const { end: endsOn } = periodFrom(tariff.validity, startsOn);
	const season = seasonOf(tariff.validity, startsOn);
	await sql`
		INSERT INTO membership.membership (association_id, id, person_id, fee_id, tariff_id, season,
			starts_on, ends_on, due_cents, collection_id, created_by)
		VALUES (${association.id}, ${id}, ${person.id}, ${tariff.feeId}, ${tariff.id}, ${season},
			${startsOn}, ${endsOn}, ${dueCents}, ${collectionId}, ${actor.accountId})`
		.execute(tx)
		.catch((error: { constraint?: string }) => {
			if (error.constraint === 'membership_overlap') {
				throw overlapping(person.displayName, tariff.feeName, path);
			}
			if (error.constraint !== 'membership_tariff') throw error;
			throw new Refusal('not-found', 'membership.tariff-not-found');
		});
	const event: MembershipRecorded = {
		membershipId: id,
		personId: person.id,
		feeId: tariff.feeId,
		startsOn,
		endsOn
	};
	await context.announce(MEMBERSHIP_RECORDED, { ...event });
	const { feeName, incomeMeaning, incomeAccount, incomeChart } = tariff;
	return {
		id,
		personId: person.id,
		personName: person.displayName,
		feeName,
		season,
		startsOn,
		endsOn,
		dueCents,
		paidCents: 0,
		incomeMeaning,
		incomeAccount,
		incomeChart,
		collectionId
	};
}

export function overlapping(name: string, fee: string, path: string): Refusal {
	const fault = { path, code: 'membership.overlapping', parameters: { name, fee } };
	return new Refusal('conflict', fault.code, fault.parameters, [fault]);
}
