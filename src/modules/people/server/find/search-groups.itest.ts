import { expect, it } from 'vitest';
import { reading } from '#platform/server/database/db.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { openContext } from '#platform/server/operation-context.ts';
import { perform, type Caller } from '#platform/server/perform.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { defineField, editField } from '../custom/define-field.ts';
import { editPerson } from '../edit-person.ts';
import { getPerson } from '../get-person.read.ts';
import { addGroup } from '../groups/add-group.ts';
import { editGroupMembers } from '../groups/edit-group-members.ts';
import { getGroup } from '../groups/get-group.read.ts';
import { listGroups } from '../groups/list-groups.read.ts';
import { groupsOf, personsOf } from '../index.ts';
import { listPersons } from '../list-persons.read.ts';
import { addSearchGroup } from './add-search-group.ts';
import { editSearchGroup } from './edit-search-group.ts';
import { editGroup } from '../groups/edit-group.ts';

const program = useTestProgram();

function asked<T>(caller: Caller, work: (context: OperationContext) => Promise<T>): Promise<T> {
	return reading(program.runtime.database.db, caller.association.id, (tx) =>
		work(openContext(tx, caller, { readOnly: true }).context)
	);
}

it('refuses what is no search, what not all readers may ask, and groups of groups', async () => {
	const association = await anAssociation();
	const secretary = association.as('secretary');
	const { key } = await perform(defineField, secretary, { kind: 'text', labelFr: 'Allergie' });
	const { id: board } = await perform(addGroup, secretary, { name: 'Bureau' });
	const add = (where: string, caller = secretary, name = 'Groupe') =>
		perform(addSearchGroup, caller, { name, where });
	await expectRefusal(add('city:is:Brest', association.as('treasurer')), 'platform.not-allowed');
	await expectRefusal(add(''), 'people.search-empty');
	await expectRefusal(add('shoe:is:42'), 'people.search-invalid');
	await expectRefusal(add(`custom.${key}:is:gluten`), 'people.group-search-restricted');
	await expectRefusal(add(`group:is:${board}`), 'people.group-search-groups');
	await expectRefusal(add('city:is:Brest', secretary, 'BUREAU'), 'people.group-name-taken');
	const { id } = await add('city:is:Brest');
	const person = await aPerson(secretary);
	await expectRefusal(
		perform(editGroupMembers, secretary, { id, add: [person] }),
		'people.group-is-search'
	);
});

it('is given other conditions, which are refused as those of a new one are', async () => {
	const association = await anAssociation();
	const secretary = association.as('secretary');
	const stranger = (await anAssociation()).as('secretary');
	const ines = await aPerson(secretary, { city: 'Brest' });
	await aPerson(secretary, { city: 'Rennes' });
	const { id: board } = await perform(addGroup, secretary, { name: 'Bureau' });
	const brest = { name: 'Brestois', where: 'city:is:Brest' };
	const { id } = await perform(addSearchGroup, secretary, brest);
	const edit = (changes: object, caller = secretary) =>
		perform(editSearchGroup, caller, { id, where: 'city:is:Rennes', ...changes });
	await expectRefusal(edit({}, association.as('treasurer')), 'platform.not-allowed');
	await expectRefusal(edit({}, stranger), 'people.group-not-found');
	await expectRefusal(edit({ id: board }), 'people.group-no-search');
	await expectRefusal(edit({ where: '' }), 'people.search-empty');
	await expectRefusal(edit({ where: 'shoe:is:42' }), 'people.search-invalid');
	await expectRefusal(edit({ where: `group:is:${board}` }), 'people.group-search-groups');
	const renamed = { id, name: 'Bretons', keptByLeaders: false };
	const opened = { ...renamed, joining: 'open' as const };
	await expectRefusal(perform(editGroup, secretary, opened), 'people.group-is-search');
	await perform(editGroup, secretary, renamed);
	const members = async () =>
		(await perform(listPersons, secretary, { group: id })).persons.map((one) => one.id);
	expect(await members()).toEqual([ines]);
	await edit({ where: 'city:is:Brest;city:is:Rennes', match: 'any' });
	expect(await members()).toHaveLength(2);
	expect((await perform(getGroup, secretary, { id })).search).toMatchObject({
		where: 'city:is:Brest;city:is:Rennes',
		match: 'any'
	});
});

it('is whoever the search finds, wherever groups are asked about', async () => {
	const secretary = (await anAssociation()).as('secretary');
	const ines = await aPerson(secretary, { firstName: 'Inès', city: 'Brest' });
	const leo = await aPerson(secretary, { firstName: 'Léo', city: 'Rennes' });
	const { id: above } = await perform(addGroup, secretary, { name: 'Bretagne' });
	const { id } = await perform(addSearchGroup, secretary, {
		name: 'Brestois',
		parentId: above,
		where: 'city:is:Brest'
	});
	await perform(editGroupMembers, secretary, { id: above, add: [leo] });
	const found = async (input: object) =>
		(await perform(listPersons, secretary, input)).persons.map((one) => one.id);
	expect(await found({ group: id })).toEqual([ines]);
	expect(await found({ where: `group:is:${id}` })).toEqual([ines]);
	expect(await found({ where: `group:is-not:${id}` })).toEqual([leo]);
	expect((await found({ where: 'group:known' })).sort()).toEqual([ines, leo].sort());
	expect((await perform(listGroups, secretary, {})).groups.map((g) => [g.name, g.members])).toEqual(
		[
			['Brestois', 1],
			['Bretagne', 1]
		]
	);
	expect(await perform(getGroup, secretary, { id })).toMatchObject({
		mayKeep: false,
		search: { sentence: 'Personnes à Brest' }
	});
	expect(await asked(secretary, (context) => personsOf(context, above))).toHaveLength(2);
	expect(await asked(secretary, (context) => groupsOf(context, ines))).toEqual([
		{ id, name: 'Brestois' }
	]);
	await perform(editPerson, secretary, { id: ines, version: 1, city: 'Rennes' });
	expect(await found({ group: id })).toEqual([]);
	expect((await perform(getPerson, secretary, { id: ines })).groups).toEqual([]);
});

it('has nobody once a field it asks about is no longer shown to all readers', async () => {
	const secretary = (await anAssociation()).as('secretary');
	const field = { labelFr: 'Taille', seenBy: ['readers'] as 'readers'[] };
	const { id: fieldId, key } = await perform(defineField, secretary, { kind: 'text', ...field });
	await aPerson(secretary, { custom: { [key]: 'M' } });
	const where = `custom.${key}:is:M`;
	const { id } = await perform(addSearchGroup, secretary, { name: 'Moyens', where });
	const members = async () => (await perform(listPersons, secretary, { group: id })).total;
	expect(await members()).toBe(1);
	await perform(editField, secretary, { id: fieldId, ...field, seenBy: [] });
	expect(await members()).toBe(0);
});
