import { expect, it } from 'vitest';
import { newId } from '#shared/id.ts';
import { perform } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aPerson } from '../testing/people.ts';
import { addGroup } from './add-group.ts';
import { editGroupMembers } from './edit-group-members.ts';
import { getPerson } from './get-person.read.ts';
import { listGroups } from './groups.read.ts';
import { listPersons } from './list-persons.read.ts';

useTestProgram();

it('refuses wrong roles, other associations and names taken', async () => {
	const association = await anAssociation();
	const secretary = association.as('secretary');
	const stranger = (await anAssociation()).as('secretary');
	const { id } = await perform(addGroup, secretary, { name: 'Bureau' });
	const person = await aPerson(stranger);
	await expectRefusal(
		perform(addGroup, association.as('treasurer'), { name: 'X' }),
		'platform.not-allowed'
	);
	await expectRefusal(perform(addGroup, secretary, { name: ' ' }), 'people.group-name-needed');
	await expectRefusal(perform(addGroup, secretary, { name: 'BUREAU' }), 'people.group-name-taken');
	await expectRefusal(
		perform(editGroupMembers, stranger, { id, add: [person] }),
		'people.group-not-found'
	);
	await expectRefusal(
		perform(editGroupMembers, secretary, { id, add: [person] }),
		'people.person-not-found'
	);
	await expectRefusal(
		perform(editGroupMembers, secretary, { id, add: [newId()] }),
		'people.person-not-found'
	);
});

it('takes people in and out, and filters the list', async () => {
	const secretary = (await anAssociation()).as('secretary');
	const { id } = await perform(addGroup, secretary, { name: 'Bureau' });
	const [one, two] = [await aPerson(secretary), await aPerson(secretary)];
	expect(await perform(editGroupMembers, secretary, { id, add: [one, two, one] })).toEqual({
		added: 2,
		removed: 0
	});
	expect(await perform(editGroupMembers, secretary, { id, add: [two], remove: [one] })).toEqual({
		added: 0,
		removed: 1
	});
	const { persons } = await perform(listPersons, secretary, { group: id });
	expect(persons.map((person) => person.id)).toEqual([two]);
	expect((await perform(listGroups, secretary, {})).groups).toEqual([
		{ id, name: 'Bureau', members: 1 }
	]);
	expect((await perform(getPerson, secretary, { id: two })).groups).toEqual([
		{ id, name: 'Bureau' }
	]);
});
