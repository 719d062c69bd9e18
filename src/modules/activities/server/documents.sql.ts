import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { birthDatesOf } from '#modules/people/server/index.ts';
import {
	lackingOn,
	type DocumentKind,
	type GivenDocument,
	type Lacking
} from '../domain/documents.ts';

/** What an activity asks for, by name. */
export async function kindsAsked(tx: Tx, activityId: string): Promise<DocumentKind[]> {
	const { rows } = await sql<DocumentKind>`
		SELECT k.id, k.name, k.months, k.minors_only AS "minorsOnly"
		FROM activities.requirement q
		JOIN activities.document_kind k ON k.association_id = q.association_id AND k.id = q.kind_id
		WHERE q.activity_id = ${activityId} ORDER BY k.name, k.id`.execute(tx);
	return rows;
}

/** What each of these people still has to give on a day, by person; those who lack nothing are left out. */
export async function lackingOf(
	context: OperationContext,
	activityId: string,
	personIds: readonly string[],
	on: Day
): Promise<ReadonlyMap<string, Lacking[]>> {
	const kinds = await kindsAsked(context.tx, activityId);
	if (kinds.length === 0 || personIds.length === 0) return new Map();
	const { rows } = await sql<GivenDocument & { personId: string }>`
		SELECT d.person_id AS "personId", d.kind_id AS "kindId", d.signed_on AS "signedOn",
			d.valid_until AS "validUntil"
		FROM activities.document d WHERE d.person_id = ANY(${personIds}::uuid[])`.execute(context.tx);
	const given = Map.groupBy(rows, ({ personId }) => personId);
	const born = await birthDatesOf(context, personIds);
	return new Map(
		personIds.flatMap((id) => {
			const person = { birthDate: born.get(id) ?? null };
			const lacking = lackingOn(kinds, given.get(id) ?? [], person, on);
			return lacking.length > 0 ? [[id, lacking] as const] : [];
		})
	);
}
