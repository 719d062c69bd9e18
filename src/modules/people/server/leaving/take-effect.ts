import { sql } from 'kysely';
import type { OperationContext } from '#platform/server/operation.ts';
import {
	accessesOfPerson,
	endAccess,
	type ClosedAccess
} from '#platform/server/operations/end-access.ts';
import { setArchived } from '../archive-person.ts';
import { dropPhotos } from '../photo/photo-row.ts';
import type { Departure } from './departure-row.ts';

/**
 * The record is put away, its ways in are closed and its photograph is removed for good; dues, payments and history
 * stay.
 * @throws {Refusal} `platform.last-administrator`
 */
export async function takeEffect(
	context: OperationContext,
	{ id, personId }: Pick<Departure, 'id' | 'personId'>
): Promise<void> {
	const { tx, now } = context;
	const closed: ClosedAccess[] = [];
	for (const access of await accessesOfPerson(tx, personId)) {
		const one = await endAccess(context, access);
		if (one) closed.push(one);
	}
	await setArchived(context, personId, true);
	await dropPhotos(tx, [personId]);
	await sql`
		UPDATE people.departure d
		SET effective_at = ${now}, closed_access = ${JSON.stringify(closed)}::jsonb
		WHERE d.id = ${id}`.execute(tx);
	await context.announce('people.person-left', { personId, departureId: id });
}
