import type { Fault } from '#shared/errors.ts';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { newPerson } from '../domain/new-person.ts';
import type { PersonFields } from './person-fields.ts';
import { readFields } from './person-fields.ts';
import { insertPeople } from './insert-people.ts';

type BareFields = Omit<PersonFields, 'custom'>;

/** What keeps somebody with these fields from being added; nothing when nothing does. */
export function faultsOfNewPerson(
	{ today }: Pick<OperationContext, 'today'>,
	fields: BareFields
): readonly Fault[] {
	try {
		const person = newPerson(readFields(fields, today));
		return person.displayName ? [] : [{ path: 'lastName', code: 'people.name-needed' }];
	} catch (refusal) {
		if (refusal instanceof Refusal) return refusal.faults;
		throw refusal;
	}
}

/**
 * Adds many people within the caller's transaction, in few statements; answers their ids in the same order.
 * @throws {Refusal} `people.fields-invalid`, `people.number-just-taken`
 */
export async function addPeople(
	context: OperationContext,
	fields: readonly BareFields[]
): Promise<readonly string[]> {
	const people = fields.map((typed) => {
		return { id: newId(), person: newPerson(readFields(typed, context.today)) };
	});
	await insertPeople(context, people);
	const personIds = people.map(({ id }) => id);
	if (personIds.length > 0) await context.announce('people.people-added', { personIds });
	return personIds;
}
