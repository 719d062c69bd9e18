import { sql } from 'kysely';
import type { OperationContext } from '#platform/server/operation.ts';
import { emailKey } from '#modules/people/domain/email.ts';
import type { HouseholdMate } from '#modules/people/domain/household/in-charge.ts';
import { inChargeOf } from '#modules/people/domain/household/in-charge.ts';
import { refuseUnknown } from '../person-row.ts';

type Asking = Pick<OperationContext, 'actor' | 'tx' | 'today'>;

/** Whether the caller is this person, or speaks for them: see `inChargeOf`. */
export async function isOwn(context: Asking, personId: string): Promise<boolean> {
	const self = context.actor.personId;
	if (self === null) return false;
	return self === personId || (await peopleInCharge(context)).has(personId);
}

/** Ids of those for whom the caller speaks, themselves left out: their minor children, who shares their e-mail. */
export async function peopleInCharge({
	actor: { personId, accountId },
	tx,
	today
}: Asking): Promise<ReadonlySet<string>> {
	if (personId === null) return new Set();
	const { rows } = await sql<{ mates: HouseholdMate[]; email: string | null }>`
		SELECT json_agg(json_build_object('personId', m.person_id, 'role', m.role, 'billing', m.billing,
				'birthDate', p.birth_date, 'emailKey', p.email_key)) AS mates,
			(SELECT a.email FROM platform.known_account a WHERE a.account_id = ${accountId}) AS email
		FROM people.household_member s
		JOIN people.household_member m
			ON m.association_id = s.association_id AND m.household_id = s.household_id
		JOIN people.person p ON p.association_id = m.association_id AND p.id = m.person_id
		WHERE s.person_id = ${personId} AND (NOT p.archived OR p.id = s.person_id)
		GROUP BY m.household_id`.execute(tx);
	const email = rows[0]?.email ?? null;
	const households = rows.map(({ mates }) => mates);
	return inChargeOf(personId, households, email === null ? null : emailKey(email), today);
}

/**
 * Somebody’s own record, or any for those who hold `permission`; another answers like none.
 * @throws {Refusal} `people.person-not-found`
 */
export async function allowOwn(
	context: Asking,
	personId: string,
	permission: 'people.read' | 'people.write'
): Promise<void> {
	if (context.actor.permissions.has(permission)) return;
	if (!(await isOwn(context, personId))) refuseUnknown();
}
