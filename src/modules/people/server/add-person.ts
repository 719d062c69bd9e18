import { z } from 'zod';
import type { Fault } from '#shared/errors.ts';
import { refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { newPerson } from '../domain/new-person.ts';
import { readCustom } from './custom/custom-values.ts';
import { customFields } from './custom/field-row.ts';
import { viewerOf } from './custom/viewer.ts';
import type { PersonFields } from './person-fields.ts';
import { personFields, readFields } from './person-fields.ts';
import { refuseTakenNumber } from './take-number.ts';
import { insertPeople } from './insert-people.ts';

export const addPerson = defineOperation({
	name: 'people.add-person',
	summary: 'Adds a person or an organisation.',
	permission: 'people.write',
	kind: 'command',
	http: { method: 'post', path: '/persons', success: 201 },
	input: personFields,
	output: z.object({ id: z.uuid() }),
	async run(context, input) {
		const id = await storeNewPerson(context, input, true);
		context.about('person', id);
		return { id };
	}
});

/** Stores a person within the transaction of whoever calls. @param whole required fields must be there */
export async function storeNewPerson(
	context: OperationContext,
	{ custom: typedCustom = {}, ...fields }: PersonFields,
	whole = false
): Promise<string> {
	const faults: Fault[] = [];
	const reading = {
		fields: await customFields(context.tx),
		viewer: viewerOf(context.actor),
		before: {},
		whole
	};
	const custom = await readCustom(context, typedCustom, reading, faults);
	const person = newPerson({ ...readFields(fields, context.today, faults), custom });
	if (!person.displayName) throw refuseField('lastName', 'people.name-needed');
	await refuseTakenNumber(context.tx, person.number);
	const id = newId();
	await insertPeople(context, [{ id, person }]);
	await context.announce('people.person-added', { personId: id });
	return id;
}
