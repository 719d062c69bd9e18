import type { Locale } from '#platform/server/actor.ts';
import type { Tx } from '#platform/server/operation.ts';
import { customLabel } from '#modules/people/domain/custom/custom-field.ts';
import { customFields } from './field-row.ts';

/** Why each of the association’s own fields is asked and how long it is kept: for the register of processing. */
export async function fieldPurposes(tx: Tx, locale: Locale) {
	const fields = await customFields(tx);
	return fields.map((field) => ({
		label: customLabel(field, locale),
		purpose: field.purpose,
		retentionMonths: field.retentionMonths
	}));
}
