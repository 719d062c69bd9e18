import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { addDays } from '#shared/day.ts';
import { today } from '#platform/server/clock.ts';
import { inHost } from '#platform/server/database/db.ts';
import { grantAccess } from '#platform/server/identity/index.ts';
import type { Caller } from '#platform/server/perform.ts';
import { perform } from '#platform/server/perform.ts';
import { runtime } from '#platform/server/runtime.ts';
import { HOUSEHOLD_ROLES } from '#modules/people/domain/household/household.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { anAccount } from '#tests/support/people-who-sign-in.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import * as people from '../operations.ts';

useTestProgram();

const unknown = 'people.person-not-found';
const yearsAgo = (years: number) => addDays(today(), -Math.round(years * 365.25) - 5);

async function aFamily() {
	const association = await anAssociation();
	const { system } = association;
	const anne = await aPerson(system, { firstName: 'Anne', lastName: 'Dubois' });
	const bob = await aPerson(system, { firstName: 'Bob', lastName: 'Dubois' });
	const carl = await aPerson(system, {
		firstName: 'Carl',
		lastName: 'Dubois',
		birthDate: yearsAgo(9),
		restrictedNotes: 'Suivi social'
	});
	const dora = await aPerson(system, { firstName: 'Dora', birthDate: yearsAgo(19) });
	const { id } = await perform(people.addHousehold, system, {
		members: [
			{ person: anne, role: 'parent', billing: true },
			{ person: bob, role: 'partner' },
			{ person: carl, role: 'child' },
			{ person: dora, role: 'child' }
		]
	});
	return { association, system, household: id, anne, bob, carl, dora };
}

const seen = (caller: Caller, id: string) => perform(people.getPerson, caller, { id });

describe('a parent', () => {
	it('sees and corrects the minor children as themselves, and the notes kept apart of nobody', async () => {
		const { association, anne, carl } = await aFamily();
		const parent = association.as('member', anne);
		const { people: own } = await perform(people.ownRecord, parent, {});
		expect(own.map(({ name }) => name)).toEqual(['Anne Dubois', 'Carl Dubois']);
		expect(await seen(parent, carl)).toMatchObject({ restrictedNotes: null });
		const correction = { id: carl, version: 1, emergencyContact: 'Mamie, 06 12 34 56 78' };
		await perform(people.correctOwn, parent, correction);
		const { consents } = await perform(people.setConsents, parent, { id: carl, image: true });
		expect(consents.find(({ purpose }) => purpose === 'image')?.given).toBe(true);
		expect((await perform(people.personHouseholds, parent, { id: carl })).households).toHaveLength(
			1
		);
		expect((await perform(people.ownRecord, parent, { id: carl })).personId).toBe(carl);
	});

	it('sees no grown-up child, no partner, nobody of another house, and nobody once archived', async () => {
		const { association, system, anne, bob, carl, dora } = await aFamily();
		const parent = association.as('member', anne);
		const stranger = await aPerson(system, { birthDate: yearsAgo(8) });
		for (const id of [bob, dora, stranger]) {
			await expectRefusal(seen(parent, id), unknown);
			await expectRefusal(perform(people.ownRecord, parent, { id }), unknown);
			await expectRefusal(perform(people.listConsents, parent, { id }), unknown);
			const correction = perform(people.correctOwn, parent, { id, version: 1, city: 'Brest' });
			await expectRefusal(correction, unknown);
		}
		for (const self of [bob, carl, dora]) {
			await expectRefusal(seen(association.as('member', self), anne), unknown);
		}
		await expectRefusal(seen(association.as('member', bob), carl), unknown);
		await perform(people.archivePerson, system, { id: carl });
		await expectRefusal(seen(parent, carl), unknown);
	});

	it('sees nobody any more once the household is taken apart', async () => {
		const { association, system, household, anne, carl } = await aFamily();
		await perform(people.removeHousehold, system, { id: household });
		await expectRefusal(seen(association.as('member', anne), carl), unknown);
	});
});

describe('one e-mail for a household', () => {
	it('opens the record of who gave it to whoever signs in with it, not to who writes it on their record', async () => {
		const { association, system, anne, bob } = await aFamily();
		const account = await anAccount();
		await inHost(runtime().database.db, (tx) =>
			grantAccess(tx, {
				accountId: account.id,
				associationId: association.id,
				role: 'member',
				personId: bob
			})
		);
		const member = association.as('member', bob);
		const signedIn = { ...member, actor: { ...member.actor, accountId: account.id } };
		await perform(people.editPerson, system, { id: anne, version: 1, email: 'anne@exemple.org' });
		await perform(people.correctOwn, signedIn, { id: bob, version: 1, email: 'anne@exemple.org' });
		await expectRefusal(seen(signedIn, anne), unknown);
		await perform(people.editPerson, system, {
			id: anne,
			version: 2,
			email: account.email.toUpperCase()
		});
		expect((await seen(signedIn, anne)).displayName).toBe('Anne Dubois');
	});
});

it('opens what the rule says and nothing else, over random households', async () => {
	const association = await anAssociation();
	const { system } = association;
	const member = fc.record({
		role: fc.constantFrom(...HOUSEHOLD_ROLES),
		age: fc.constantFrom(undefined, 3, 17, 19, 40)
	});
	const house = fc.record({
		members: fc.array(member, { minLength: 2, maxLength: 5 }),
		payer: fc.nat(4)
	});
	await fc.assert(
		fc.asyncProperty(house, async ({ members, payer }) => {
			const adults = members.filter(({ role }) => role !== 'child');
			fc.pre(adults.length > 0);
			const pays = members.indexOf(adults[payer % adults.length] ?? members[0]!);
			const ids: string[] = [];
			for (const { age } of members) {
				ids.push(await aPerson(system, age === undefined ? {} : { birthDate: yearsAgo(age) }));
			}
			await perform(people.addHousehold, system, {
				members: members.map(({ role }, index) => ({
					person: ids[index] ?? '',
					role,
					billing: index === pays
				}))
			});
			for (const [index, self] of members.entries()) {
				const caller = association.as('member', ids[index]);
				const { people: own } = await perform(people.ownRecord, caller, {});
				const answers = self.role === 'parent' || (index === pays && self.role !== 'child');
				const expected = members.flatMap(({ role, age = 0 }, at) =>
					at === index || (answers && role === 'child' && age < 18) ? [ids[at]] : []
				);
				expect(own.map(({ id }) => id).sort()).toEqual(expected.sort());
			}
		}),
		{ numRuns: 15 }
	);
});
