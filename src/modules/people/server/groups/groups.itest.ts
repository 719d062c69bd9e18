import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { newId } from '#shared/id.ts';
import { inAssociation } from '#platform/server/database/db.ts';
import { perform, type Caller } from '#platform/server/perform.ts';
import { runtime } from '#platform/server/runtime.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { mailTo } from '#tests/support/people-who-sign-in.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { addGroup } from './add-group.ts';
import { decideJoinRequest } from './decide-join-request.ts';
import { editGroup } from './edit-group.ts';
import { editGroupLeaders } from './edit-group-leaders.ts';
import { editGroupMembers } from './edit-group-members.ts';
import { getGroup } from './get-group.read.ts';
import { joinGroup, leaveGroup } from './join-group.ts';
import { getPerson } from '../get-person.read.ts';
import { listGroups } from './list-groups.read.ts';
import { ownGroups } from './own-groups.read.ts';
import { removeGroup } from './remove-group.ts';
import { listPersons } from '../list-persons.read.ts';

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
		{ id, name: 'Bureau', members: 1, parentId: null, joining: 'closed', requests: 0 }
	]);
	expect((await perform(getPerson, secretary, { id: two })).groups).toEqual([
		{ id, name: 'Bureau' }
	]);
});

describe('a tree of groups', () => {
	it('has no circle, whichever way it is asked for', async () => {
		const association = await anAssociation();
		const secretary = association.as('secretary');
		const stranger = (await anAssociation()).as('secretary');
		const { id: top } = await perform(addGroup, secretary, { name: 'Conseil' });
		const { id: below } = await perform(addGroup, secretary, { name: 'Jardin', parentId: top });
		const circle = { id: top, name: 'Conseil', parentId: below };
		await expectRefusal(perform(editGroup, secretary, circle), 'people.group-circle');
		await expectRefusal(
			perform(editGroup, secretary, { ...circle, parentId: top }),
			'people.group-circle'
		);
		await expectRefusal(
			perform(addGroup, secretary, { name: 'Autre', parentId: newId() }),
			'people.group-not-found'
		);
		await expectRefusal(
			perform(editGroup, secretary, { id: below, name: 'conseil' }),
			'people.group-name-taken'
		);
		await expectRefusal(perform(editGroup, stranger, circle), 'people.group-not-found');
		await expectRefusal(perform(removeGroup, secretary, { id: top }), 'people.group-not-empty');
		const { db } = runtime().database;
		await expect(
			inAssociation(db, association.id, (tx) =>
				sql`UPDATE people.person_group g SET parent_id = ${below} WHERE g.id = ${top}`.execute(tx)
			)
		).rejects.toThrow('people.group-circle');
		await perform(removeGroup, secretary, { id: below });
		expect((await perform(listGroups, secretary, {})).groups).toHaveLength(1);
	});

	it('has none either when two groups go below one another at once', async () => {
		const secretary = (await anAssociation()).as('secretary');
		const { id: one } = await perform(addGroup, secretary, { name: 'Un' });
		const { id: two } = await perform(addGroup, secretary, { name: 'Deux' });
		const outcomes = await Promise.allSettled([
			perform(editGroup, secretary, { id: one, name: 'Un', parentId: two }),
			perform(editGroup, secretary, { id: two, name: 'Deux', parentId: one })
		]);
		const refused = outcomes.filter(({ status }) => status === 'rejected');
		expect(refused).toHaveLength(1);
		const { groups } = await perform(listGroups, secretary, {});
		expect(groups.filter(({ parentId }) => parentId !== null)).toHaveLength(1);
	});
});

describe('entering a group', () => {
	it('is for members alone where it is open, and through its leaders where it is asked', async () => {
		const association = await anAssociation();
		const secretary = association.as('secretary');
		const leader = await aPerson(secretary, { lastName: 'Meneuse', email: 'm@example.org' });
		const person = await aPerson(secretary, { lastName: 'Vent', email: 'v@example.org' });
		const [member, leading] = [association.as('member', person), association.as('member', leader)];
		const group = async (name: string, joining: 'open' | 'request' | 'closed') => {
			const { id } = await perform(addGroup, secretary, { name, joining });
			await perform(editGroupLeaders, secretary, { id, add: [leader] });
			return id;
		};
		const [open, asked, closed] = [
			await group('Fête', 'open'),
			await group('Jardin', 'request'),
			await group('Bureau', 'closed')
		];
		const join = (id: string) => perform(joinGroup, member, { id });
		const standings = async () =>
			Object.fromEntries(
				(await perform(ownGroups, member, {})).groups.map(({ name, standing }) => [name, standing])
			);
		await expectRefusal(join(closed), 'people.group-not-found');
		await expectRefusal(join(newId()), 'people.group-not-found');
		await expectRefusal(
			perform(joinGroup, association.as('member'), { id: open }),
			'people.no-own-record'
		);
		expect(await standings()).toEqual({ Fête: 'out', Jardin: 'out' });
		expect(await join(open)).toEqual({ standing: 'in' });
		expect(await join(asked)).toEqual({ standing: 'asked' });
		expect(await join(asked)).toEqual({ standing: 'asked' });
		expect(await mailTo('m@example.org')).toHaveLength(1);
		const decide = (caller: Caller, accept: boolean) =>
			perform(decideJoinRequest, caller, { id: asked, personId: person, accept });
		await expectRefusal(decide(member, true), 'platform.not-allowed');
		const { requests } = await perform(getGroup, leading, { id: asked });
		expect(requests.map(({ id, name }) => [id, name])).toEqual([[person, 'Camille Vent']]);
		expect(await decide(leading, true)).toEqual({ accepted: true });
		expect(await standings()).toEqual({ Fête: 'in', Jardin: 'in' });
		expect((await mailTo('v@example.org'))[0]?.body_text).toContain('Jardin');
		await expectRefusal(decide(leading, true), 'people.request-not-found');
		await perform(leaveGroup, member, { id: open });
		await perform(editGroupMembers, secretary, { id: closed, add: [person] });
		await expectRefusal(perform(leaveGroup, member, { id: closed }), 'people.group-closed');
		expect(await standings()).toEqual({ Fête: 'out', Jardin: 'in', Bureau: 'in' });
		await perform(leaveGroup, member, { id: asked });
		await join(asked);
		expect(await decide(secretary, false)).toEqual({ accepted: false });
		expect(await standings()).toMatchObject({ Jardin: 'out' });
	});
});
