import type { Caller } from '#platform/server/perform.ts';
import { perform } from '#platform/server/perform.ts';
import { addPerson } from '../server/add-person.ts';
import { addGroup } from '../server/groups/add-group.ts';
import { editGroupLeaders } from '../server/groups/edit-group-leaders.ts';
import type { PersonFields } from '../server/person-fields.ts';

let count = 0;

/** A person of the association of `caller`, named unless told; answers their id. */
export async function aPerson(caller: Caller, fields: PersonFields = {}): Promise<string> {
	count += 1;
	const named = { firstName: 'Camille', lastName: `Exemple ${count}`, ...fields };
	return (await perform(addPerson, caller, named)).id;
}

/** A new group that this person leads; answers its id. */
export async function leadingAGroup(caller: Caller, personId: string): Promise<string> {
	count += 1;
	const { id } = await perform(addGroup, caller, { name: `Groupe ${count}` });
	await perform(editGroupLeaders, caller, { id, add: [personId] });
	return id;
}
