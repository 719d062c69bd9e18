import { sql } from 'kysely';
import { Refusal } from '#shared/errors.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { CustomField } from '#modules/people/domain/custom/custom-field.ts';

const COLUMNS = sql`f.id, f.key, f.kind, f.label_fr AS "labelFr", f.label_en AS "labelEn",
	f.help_fr AS "helpFr", f.help_en AS "helpEn", f.required, f.options, f.formula,
	f.seen_by AS "seenBy", f.edited_by AS "editedBy", f.listed, f.purpose,
	f.retention_months AS "retentionMonths", f.position`;

/** The fields that the association added, in their order: a few dozen at most. */
export async function customFields(tx: Tx): Promise<readonly CustomField[]> {
	const { rows } = await sql<CustomField>`
		SELECT ${COLUMNS} FROM people.field f ORDER BY f.position, f.id`.execute(tx);
	return rows;
}

/** @throws {Refusal} `people.field-not-found` */
export async function lockField(tx: Tx, id: string): Promise<CustomField> {
	const { rows } = await sql<CustomField>`
		SELECT ${COLUMNS} FROM people.field f WHERE f.id = ${id} FOR UPDATE`.execute(tx);
	const [field] = rows;
	if (!field) throw new Refusal('not-found', 'people.field-not-found');
	return field;
}
