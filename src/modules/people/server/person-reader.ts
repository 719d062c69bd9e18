import type { OperationContext } from '#platform/server/operation.ts';
import type { Viewer } from '../domain/custom/custom-field.ts';
import { viewerOf } from './custom/viewer.ts';
import { leadsPerson } from './groups/led-groups.ts';
import { refuseUnknown } from './person-row.ts';
import { isOwn } from './self/own-person.ts';

/** What the caller may see of a record. */
interface PersonReader {
	readonly viewer: Viewer;
	/** Why: notes, imported columns and other groups are none of the business of a leader. */
	readonly access: 'all' | 'own' | 'leader';
}

/**
 * Somebody’s own record, that of somebody for whom they speak, that of somebody whom they lead, or any for those who read all.
 * @throws {Refusal} `people.person-not-found` for any other, as for none
 */
export async function readerOf(context: OperationContext, personId: string): Promise<PersonReader> {
	const { actor } = context;
	const own = await isOwn(context, personId);
	const readsAll = actor.permissions.has('people.read');
	const leads =
		!own && !actor.permissions.has('people.write') && (await leadsPerson(context, personId));
	if (!own && !readsAll && !leads) refuseUnknown();
	const access = own ? 'own' : readsAll ? 'all' : 'leader';
	return { viewer: viewerOf(actor, own, leads), access };
}
