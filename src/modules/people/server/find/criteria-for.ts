import type { Criterion } from '#platform/server/criteria.ts';
import { declaredCriteria } from '#platform/server/criteria.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { maySee } from '#modules/people/domain/custom/custom-field.ts';
import { customFields } from '../custom/field-row.ts';
import { viewerOf } from '../custom/viewer.ts';
import { customCriteria } from './custom-criteria.ts';
import { ownCriteria } from './own-criteria.ts';

/**
 * By what the reader may find people: what they may not see can’t be asked about, because an answer would tell it.
 * Criteria of every record, then the association’s own fields, then those of other modules.
 */
export async function criteriaFor({
	tx,
	actor,
	remember
}: OperationContext): Promise<ReadonlyMap<string, Criterion>> {
	const fields = await remember('custom-fields', () => customFields(tx));
	const viewer = viewerOf(actor);
	const seen = fields.filter((field) => maySee(field, viewer));
	const all = [...ownCriteria, ...customCriteria(seen), ...declaredCriteria()];
	const allowed = all.filter((criterion) => criterion.openTo(actor.permissions));
	return new Map(allowed.map((criterion) => [criterion.key, criterion]));
}
