import { referencesTo, type Reference } from '#platform/server/database/references.ts';
import type { Tx } from '#platform/server/operation.ts';

/** Every column that names a person and would be left without: those of other modules too. */
export async function references(tx: Tx): Promise<readonly Reference[]> {
	// The account of a person is not held by a foreign key: the platform knows no module.
	return [
		...(await referencesTo(tx, 'people.person')),
		{ table: 'platform.known_account', column: 'person_id' }
	];
}
