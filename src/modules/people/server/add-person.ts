import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { newPerson } from '../domain/import/plan.ts';
import type { PersonFields } from './person-fields.ts';
import { personFields, readFields } from './person-fields.ts';
import { refuseTakenNumber } from './take-number.ts';
import { insertPeople } from './write-people.ts';

export const addPerson = defineOperation({
	name: 'people.add-person',
	summary: 'Adds a person or an organisation.',
	permission: 'people.write',
	kind: 'command',
	http: { method: 'post', path: '/persons', success: 201 },
	input: personFields,
	output: z.object({ id: z.uuid() }),
	async run(context, input) {
		const id = await storeNewPerson(context, input);
		context.about('person', id);
		return { id };
	}
});

/** Stores a person within the transaction of whoever calls. */
export async function storeNewPerson(
	context: OperationContext,
	fields: PersonFields
): Promise<string> {
	const person = newPerson(readFields(fields, context.today));
	if (!person.displayName) throw refuseField('lastName', 'people.name-needed');
	await refuseTakenNumber(context.tx, person.number);
	const id = newId();
	await insertPeople(context, [{ id, person }]);
	await context.announce('people.person-added', { personId: id });
	return id;
}
