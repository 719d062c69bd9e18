import { describe, expect, it } from 'vitest';
import { newId } from '#shared/id.ts';
import type { Caller } from '#platform/server/perform.ts';
import { perform } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import type { HouseholdRole } from '#modules/people/domain/household/household.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { addHousehold, editHousehold, removeHousehold } from './edit-household.ts';
import { getHousehold, listHouseholds, personHouseholds } from './households.read.ts';

useTestProgram();

async function secretaryOf() {
	const association = await anAssociation();
	return { association, secretary: association.as('secretary') };
}

type Line = [person: string, role: HouseholdRole, billing?: boolean];
const lines = (members: readonly Line[]) =>
	members.map(([person, role, billing = false]) => ({ person, role, billing }));
const household = (caller: Caller, members: readonly Line[], name = '') =>
	perform(addHousehold, caller, { name, members: lines(members) });

async function family(secretary: Caller) {
	const [anne, bob, carl] = [
		await aPerson(secretary, { firstName: 'Anne', lastName: 'Dubois' }),
		await aPerson(secretary, { firstName: 'Bob', lastName: 'Dubois' }),
		await aPerson(secretary, { firstName: 'Carl', lastName: 'Dubois' })
	];
	return { anne, bob, carl };
}

describe('who may not', () => {
	it('refuses who doesn’t write, other associations, and the household of others', async () => {
		const { association, secretary } = await secretaryOf();
		const { secretary: stranger } = await secretaryOf();
		const { anne, carl } = await family(secretary);
		const members: Line[] = [
			[anne, 'parent'],
			[carl, 'child']
		];
		const denied = 'platform.not-allowed';
		await expectRefusal(household(association.as('treasurer'), members), denied);
		await expectRefusal(household(stranger, members), 'people.household-invalid');
		const { id } = await household(secretary, members);
		await expectRefusal(perform(getHousehold, stranger, { id }), 'people.household-not-found');
		await expectRefusal(perform(removeHousehold, stranger, { id }), 'people.household-not-found');
		const edit = perform(editHousehold, stranger, { id, members: lines(members) });
		await expectRefusal(edit, 'people.household-not-found');
		await expectRefusal(perform(listHouseholds, association.as('member'), {}), denied);
		const member = association.as('member');
		const self = { ...member, actor: { ...member.actor, personId: carl } };
		const { households } = await perform(personHouseholds, self, { id: carl });
		expect(households).toMatchObject([{ id }]);
		await expectRefusal(perform(personHouseholds, self, { id: anne }), 'people.person-not-found');
	});
});

describe('what makes no sense', () => {
	it('is refused, and nothing is written', async () => {
		const { secretary } = await secretaryOf();
		const { anne, bob, carl } = await family(secretary);
		await expectRefusal(household(secretary, [[anne, 'parent']]), 'people.household-too-small');
		const { faults } = await expectRefusal(
			household(secretary, [
				[anne, 'parent'],
				['Anne Dubois', 'partner'],
				['Zoé', 'child'],
				[newId(), 'child']
			]),
			'people.household-invalid'
		);
		expect(faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
			'members.1.person people.household-twice',
			'members.2.person people.person-unknown',
			'members.3.person people.person-unknown'
		]);
		const twoPayers = household(secretary, [
			[anne, 'parent', true],
			[bob, 'partner', true]
		]);
		await expectRefusal(twoPayers, 'people.household-two-payers');
		await household(secretary, [
			[anne, 'parent'],
			[carl, 'child']
		]);
		const again = household(secretary, [
			[anne, 'partner'],
			[bob, 'partner']
		]);
		const { parameters } = await expectRefusal(again, 'people.household-elsewhere');
		expect(parameters).toEqual({ name: 'Anne Dubois', household: 'Famille Dubois' });
		expect((await perform(listHouseholds, secretary, {})).households).toHaveLength(1);
	});

	it('is refused when somebody would be their own ancestor', async () => {
		const { secretary } = await secretaryOf();
		const { anne, bob, carl } = await family(secretary);
		await household(secretary, [
			[anne, 'parent'],
			[bob, 'child']
		]);
		await household(secretary, [
			[bob, 'parent'],
			[carl, 'child']
		]);
		const circle = household(secretary, [
			[carl, 'parent'],
			[anne, 'child']
		]);
		await expectRefusal(circle, 'people.household-circular');
	});
});

describe('a household', () => {
	it('names itself, has one payer, and is changed whole', async () => {
		const { secretary } = await secretaryOf();
		const { anne, bob, carl } = await family(secretary);
		const { id } = await household(secretary, [
			[carl, 'child'],
			[anne, 'parent']
		]);
		expect(await perform(getHousehold, secretary, { id })).toMatchObject({
			name: 'Famille Dubois',
			members: [
				{ personId: carl, role: 'child', billing: false },
				{ personId: anne, role: 'parent', billing: true }
			]
		});
		await perform(editHousehold, secretary, {
			id,
			name: 'Dubois et fils',
			members: lines([
				[anne, 'parent'],
				[bob, 'partner', true],
				[carl, 'child']
			])
		});
		const { households } = await perform(listHouseholds, secretary, { search: 'bob' });
		expect(households).toMatchObject([
			{ name: 'Dubois et fils', members: [{}, { personId: bob, billing: true }, {}] }
		]);
		await perform(removeHousehold, secretary, { id });
		expect((await perform(listHouseholds, secretary, {})).households).toEqual([]);
	});

	it('shares a child with another one, and pages go on', async () => {
		const { secretary } = await secretaryOf();
		const { anne, bob, carl } = await family(secretary);
		const first = await household(
			secretary,
			[
				[anne, 'parent'],
				[carl, 'child']
			],
			'A'
		);
		const second = await household(
			secretary,
			[
				[bob, 'parent'],
				[carl, 'child']
			],
			'B'
		);
		const page = await perform(listHouseholds, secretary, { limit: 1 });
		expect(page.households.map(({ id }) => id)).toEqual([first.id]);
		const next = await perform(listHouseholds, secretary, { limit: 1, cursor: page.next ?? '' });
		expect(next.households.map(({ id }) => id)).toEqual([second.id]);
		expect(next.next).toBeNull();
		const { households } = await perform(personHouseholds, secretary, { id: carl });
		expect(households).toHaveLength(2);
	});
});

it('tells the second of two who change a household what the first did, then takes what they say', async () => {
	const { secretary } = await secretaryOf();
	const { anne, bob, carl } = await family(secretary);
	const { id } = await household(secretary, [
		[anne, 'parent'],
		[carl, 'child']
	]);
	const { version } = await perform(getHousehold, secretary, { id });
	const three: Line[] = [
		[anne, 'parent'],
		[bob, 'partner'],
		[carl, 'child']
	];
	await perform(editHousehold, secretary, { id, version, members: lines(three) });
	const late = { id, name: 'Les Dubois', members: lines(three.slice(1)) };
	const told = await perform(editHousehold, secretary, { ...late, version }).catch(
		(error) => error
	);
	expect(told).toMatchObject({ kind: 'conflict', code: 'people.household-changed' });
	expect(told.parameters.names).toBe('Anne Dubois, Bob Dubois, Carl Dubois');
	const now = await perform(getHousehold, secretary, { id });
	expect(now).toMatchObject({ version: version + 1, members: { length: 3 } });
	await perform(editHousehold, secretary, { ...late, version: now.version });
	expect(await perform(getHousehold, secretary, { id })).toMatchObject({ name: 'Les Dubois' });
});
