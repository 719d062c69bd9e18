import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { performDownload, perform, type Caller } from '#platform/server/perform.ts';
import { withSubGroups } from '#modules/people/domain/groups/group-tree.ts';
import { aPerson, leadingAGroup } from '#modules/people/testing/people.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { defineField } from '../custom/define-field.ts';
import { listFields } from '../custom/list-fields.read.ts';
import { editPerson } from '../edit-person.ts';
import { exportPersons } from '../export-persons.ts';
import { getPerson } from '../get-person.read.ts';
import { personHouseholds } from '../households/households.read.ts';
import { listPersons } from '../list-persons.read.ts';
import { personHistory } from '../person-history.read.ts';
import { listConsents } from '../self/consents.ts';
import { addSearchGroup } from '../find/add-search-group.ts';
import { addGroup } from './add-group.ts';
import { editGroup } from './edit-group.ts';
import { editGroupLeaders } from './edit-group-leaders.ts';
import { editGroupMembers } from './edit-group-members.ts';
import { getGroup } from './get-group.read.ts';
import { listGroups } from './list-groups.read.ts';
import { ownGroups } from './own-groups.read.ts';

useTestProgram();

const NOT_FOUND = 'people.person-not-found';

async function exported(caller: Caller): Promise<readonly Record<string, unknown>[]> {
	const { body } = await performDownload(exportPersons, caller, { format: 'json', status: 'all' });
	let text = '';
	for await (const part of body as AsyncIterable<string>) text += part;
	return (JSON.parse(text) as { persons: Record<string, unknown>[] }).persons;
}

/** A garden committee led by somebody with a login only, one of its people, and one who is elsewhere. */
async function aCommittee() {
	const association = await anAssociation();
	const secretary = association.as('secretary');
	const leader = await aPerson(secretary, { lastName: 'Meneuse' });
	const garden = await leadingAGroup(secretary, leader);
	const inside = await aPerson(secretary, {
		lastName: 'Dedans',
		notes: 'privé',
		restrictedNotes: 'secret',
		extra: { Ancien: 'oui' }
	});
	const outside = await aPerson(secretary, { lastName: 'Dehors' });
	const { id: board } = await perform(addGroup, secretary, { name: 'Bureau' });
	await perform(editGroupMembers, secretary, { id: garden, add: [inside] });
	await perform(editGroupMembers, secretary, { id: board, add: [inside, outside] });
	return {
		association,
		secretary,
		garden,
		board,
		leader,
		inside,
		outside,
		leading: association.as('member', leader)
	};
}

describe('whoever leads a group', () => {
	it('knows nobody else: other people answer like what does not exist', async () => {
		const { association, leading, outside, inside, board, leader } = await aCommittee();
		await expectRefusal(perform(getPerson, leading, { id: outside }), NOT_FOUND);
		await expectRefusal(
			perform(editPerson, leading, { id: outside, version: 1, custom: {} }),
			NOT_FOUND
		);
		await expectRefusal(perform(personHouseholds, leading, { id: inside }), NOT_FOUND);
		await expectRefusal(perform(listConsents, leading, { id: inside }), NOT_FOUND);
		await expectRefusal(perform(personHistory, leading, { id: inside }), 'platform.not-allowed');
		await expectRefusal(perform(getGroup, leading, { id: board }), 'people.group-not-found');
		const { persons } = await perform(listPersons, leading, { search: 'dehors', status: 'all' });
		expect(persons).toEqual([]);
		expect((await perform(listPersons, leading, { group: board })).total).toBe(0);
		await expectRefusal(
			perform(listPersons, leading, { where: 'notes:contains:privé' }),
			'people.search-invalid'
		);
		// Who leads none is refused as ever.
		const member = association.as('member', outside);
		await expectRefusal(perform(listPersons, member, {}), 'platform.not-allowed');
		await expectRefusal(perform(listGroups, member, {}), 'platform.not-allowed');
		await expectRefusal(performDownload(exportPersons, member, {}), 'platform.not-allowed');
		await expectRefusal(
			perform(editPerson, member, { id: outside, version: 1, city: 'Brest' }),
			'platform.not-allowed'
		);
		await expectRefusal(
			perform(editPerson, leading, { id: leader, version: 1, custom: {} }),
			NOT_FOUND
		);
	});

	it('reads the cards without notes, nor the groups of others', async () => {
		const { leading, inside, garden } = await aCommittee();
		const card = await perform(getPerson, leading, { id: inside });
		expect(card).toMatchObject({ lastName: 'Dedans', notes: null, restrictedNotes: null });
		expect(card.extra).toEqual({});
		expect(card.groups.map(({ id }) => id)).toEqual([garden]);
		const file = await exported(leading);
		expect(file.map(({ lastName }) => lastName)).toEqual(['Dedans', 'Meneuse']);
		expect(JSON.stringify(file)).not.toMatch(/privé|secret|Ancien|Bureau/);
	});

	it('sees and edits of the association’s own fields those that let leaders', async () => {
		const { secretary, leading, inside } = await aCommittee();
		const field = (labelFr: string, seenBy: ('leaders' | 'readers')[], editedBy: 'leaders'[]) =>
			perform(defineField, secretary, { kind: 'text', labelFr, seenBy, editedBy });
		await field('Outils', ['leaders', 'readers'], ['leaders']);
		await field('Allergies', ['leaders'], []);
		await field('Dettes', ['readers'], []);
		await perform(editPerson, secretary, {
			id: inside,
			version: 1,
			custom: { allergies: 'noix', dettes: 'trois' }
		});
		const card = await perform(getPerson, leading, { id: inside });
		expect(card.custom).toEqual({ allergies: 'noix' });
		const { fields } = await perform(listFields, leading, {});
		expect(fields.map(({ key }) => key).sort()).toEqual(['allergies', 'outils']);
		const edit = (changes: object) =>
			perform(editPerson, leading, { id: inside, version: 2, ...changes });
		await expectRefusal(edit({ city: 'Brest' }), 'people.leader-fields');
		await expectRefusal(edit({ custom: { allergies: 'aucune' } }), 'people.fields-invalid');
		await expectRefusal(edit({ custom: { dettes: 'aucune' } }), 'people.fields-invalid');
		expect(await edit({ custom: { outils: 'bêche' } })).toEqual({ version: 3 });
		const conflict = await expectRefusal(
			edit({ custom: { outils: 'râteau' } }),
			'people.person-changed'
		);
		expect(conflict.faults.map(({ path }) => path)).toEqual(['custom.outils']);
	});

	it('takes in those whom they know and lets others go, when the group lets them', async () => {
		const { secretary, leading, leader, inside, outside, garden } = await aCommittee();
		const { id: pots } = await perform(addGroup, secretary, { name: 'Pots', parentId: garden });
		const keep = (id: string, changes: object) =>
			perform(editGroupMembers, leading, { id, ...changes });
		await expectRefusal(keep(garden, { add: [outside] }), NOT_FOUND);
		expect(await keep(pots, { add: [inside] })).toEqual({ added: 1, removed: 0 });
		// Who leads is for those who keep the records to say.
		expect(await keep(garden, { remove: [leader] })).toEqual({ added: 0, removed: 0 });
		expect(await keep(pots, { remove: [inside] })).toEqual({ added: 0, removed: 1 });
		await perform(editGroup, secretary, { id: garden, name: 'Jardin', keptByLeaders: false });
		await expectRefusal(keep(garden, { remove: [inside] }), 'people.group-not-kept');
		expect((await perform(getGroup, leading, { id: garden })).mayKeep).toBe(false);
		expect((await perform(getGroup, leading, { id: pots })).mayKeep).toBe(true);
	});

	it('of a search sees whom it finds and acts on them, being found or not, until they lead it no more', async () => {
		const association = await anAssociation();
		const secretary = association.as('secretary');
		const stranger = (await anAssociation()).as('secretary');
		const leader = await aPerson(secretary, { lastName: 'Meneuse', city: 'Quimper' });
		const inside = await aPerson(secretary, { lastName: 'Dedans', city: 'Brest' });
		const outside = await aPerson(secretary, { lastName: 'Dehors', city: 'Rennes' });
		const { id: parentId } = await perform(addGroup, secretary, { name: 'Bretagne' });
		const search = { name: 'Brestois', where: 'city:is:Brest', parentId };
		const { id } = await perform(addSearchGroup, secretary, search);
		const lead = (caller: Caller, changes: object) =>
			perform(editGroupLeaders, caller, { id, ...changes });
		const leading = association.as('member', leader);
		await expectRefusal(lead(leading, { add: [leader] }), 'platform.not-allowed');
		await expectRefusal(lead(stranger, { add: [leader] }), 'people.group-not-found');
		await expectRefusal(lead(secretary, { add: [await aPerson(stranger)] }), NOT_FOUND);
		expect(await lead(secretary, { add: [leader, leader] })).toEqual({ leaders: 1 });
		const { key } = await perform(defineField, secretary, {
			kind: 'text',
			labelFr: 'Outils',
			seenBy: ['leaders'],
			editedBy: ['leaders']
		});
		const edit = (caller: Caller, person: string, version: number) =>
			perform(editPerson, caller, { id: person, version, custom: { [key]: 'bêche' } });
		expect(await edit(leading, inside, 1)).toEqual({ version: 2 });
		await expectRefusal(edit(leading, outside, 1), NOT_FOUND);
		await expectRefusal(perform(getPerson, leading, { id: outside }), NOT_FOUND);
		expect((await perform(getPerson, leading, { id: inside })).groups).toEqual([
			{ id, name: 'Brestois' }
		]);
		expect((await exported(leading)).map(({ lastName }) => lastName)).toEqual(['Dedans']);
		expect(await perform(getGroup, leading, { id })).toMatchObject({
			leaders: [{ id: leader, name: 'Camille Meneuse' }],
			mayKeep: false
		});
		await expectRefusal(
			perform(editGroupMembers, leading, { id, add: [inside] }),
			'people.group-not-kept'
		);
		expect((await perform(ownGroups, leading, {})).groups).toMatchObject([{ standing: 'leads' }]);
		// Whoever the search no longer finds is known no more.
		await perform(editPerson, secretary, { id: inside, version: 2, city: 'Rennes' });
		await expectRefusal(perform(getPerson, leading, { id: inside }), NOT_FOUND);
		expect((await perform(listPersons, leading, {})).total).toBe(0);
		expect(await lead(secretary, { remove: [leader] })).toEqual({ leaders: 0 });
		await expectRefusal(perform(listPersons, leading, {}), 'platform.not-allowed');
	});

	it('sees the people of their groups and of those within, over any tree, and nobody else', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(
					fc.record({
						pick: fc.nat(),
						led: fc.boolean(),
						searched: fc.boolean(),
						members: fc.subarray([0, 1, 2, 3, 4, 5])
					}),
					{
						minLength: 1,
						maxLength: 5
					}
				),
				async (given) => {
					const other = await anAssociation();
					const keeper = other.as('secretary');
					const own: string[] = [];
					for (let count = 0; count < 6; count += 1) {
						own.push(await aPerson(keeper, { city: `Ville ${count}` }));
					}
					const lead = await aPerson(keeper);
					const groups: { id: string; parentId: string | null }[] = [];
					const led: string[] = [];
					let isIn = false;
					for (const [rank, { pick, led: leads, searched, members }] of given.entries()) {
						const parentId = groups[pick % (rank + 1)]?.id ?? null;
						const named = { name: `Groupe ${rank}`, parentId };
						const where = `city:is:${['Ailleurs', ...members.map((one) => `Ville ${one}`)].join('|')}`;
						const { id } = searched
							? await perform(addSearchGroup, keeper, { ...named, where })
							: await perform(addGroup, keeper, named);
						groups.push({ id, parentId });
						const add = members.map((member) => own[member] ?? '');
						if (!searched) await perform(editGroupMembers, keeper, { id, add });
						if (!leads) continue;
						led.push(id);
						isIn ||= !searched;
						await perform(editGroupLeaders, keeper, { id, add: [lead] });
					}
					const caller = other.as('member', lead);
					const reached = withSubGroups(groups, led);
					const expected = new Set(
						given.flatMap(({ members }, rank) =>
							reached.has(groups[rank]?.id ?? '') ? members.map((one) => own[one] ?? '') : []
						)
					);
					for (const id of own) {
						const seen = perform(getPerson, caller, { id });
						if (expected.has(id)) expect((await seen).id).toBe(id);
						else await expectRefusal(seen, NOT_FOUND);
					}
					if (led.length === 0) return;
					const { persons } = await perform(listPersons, caller, { status: 'all' });
					expect(persons.map(({ id }) => id).sort()).toEqual(
						[...expected, ...(isIn ? [lead] : [])].sort()
					);
					expect(await exported(caller)).toHaveLength(expected.size + Number(isIn));
					const listed = (await perform(listGroups, caller, {})).groups.map(({ id }) => id);
					expect(listed.sort()).toEqual([...reached].sort());
				}
			),
			{ numRuns: 15 }
		);
	}, 60_000);
});
