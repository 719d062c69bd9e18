import { expect, it } from 'vitest';
import { sql } from 'kysely';
import { inAssociation } from '#platform/server/database/db.ts';
import { perform } from '#platform/server/perform.ts';
import type { Caller } from '#platform/server/perform.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { editPerson } from '../edit-person.ts';
import { listPersons } from '../list-persons.read.ts';
import { forgetPeople } from '../forget-people.ts';
import { openContext } from '#platform/server/operation-context.ts';

const program = useTestProgram();

async function found(caller: Caller, search: string, direction: 'asc' | 'desc' = 'asc') {
	const { persons } = await perform(listPersons, caller, { search, direction });
	return persons.map(({ displayName }) => displayName);
}

it('finds a name but for one fault, those written as typed first', async () => {
	const secretary = (await anAssociation()).as('secretary');
	const stranger = (await anAssociation()).as('secretary');
	for (const lastName of ['Dubois', 'Duboys', 'Lefèvre', 'Le Goff']) {
		await aPerson(secretary, { firstName: 'Inès', lastName, city: 'Quimperlé' });
	}
	for (const typed of ['dubios', 'dubos', 'duboiss', 'duvois', 'Dubais']) {
		expect([typed, (await found(secretary, typed))[0]]).toEqual([typed, 'Inès Dubois']);
	}
	expect(await found(secretary, 'duboys')).toEqual(['Inès Duboys', 'Inès Dubois']);
	expect(await found(secretary, 'duboys', 'desc')).toEqual(['Inès Duboys', 'Inès Dubois']);
	expect(await found(secretary, 'lefevbre ines')).toEqual(['Inès Lefèvre']);
	expect(await found(secretary, 'quimprelé dubios')).toEqual(['Inès Dubois']);
	expect(await found(secretary, 'xubios')).toEqual([]);
	expect(await found(secretary, 'gof')).toEqual(['Inès Le Goff']);
	expect(await found(stranger, 'dubios')).toEqual([]);
});

it('means nobody else when ten people have the word as typed', async () => {
	const secretary = (await anAssociation()).as('secretary');
	for (let count = 0; count < 10; count += 1) await aPerson(secretary, { lastName: 'Martin' });
	await aPerson(secretary, { lastName: 'Marlin' });
	expect(await found(secretary, 'martin')).toHaveLength(10);
	expect(await found(secretary, 'marlin')).toHaveLength(11);
});

it('learns a new name, and forgets one that nobody has once it is anonymised', async () => {
	const association = await anAssociation();
	const secretary = association.as('secretary');
	const id = await aPerson(secretary, { firstName: 'Zoé', lastName: 'Kerbrat' });
	await aPerson(secretary, { firstName: 'Yann', lastName: 'Tanguy' });
	await perform(editPerson, secretary, { id, version: 1, lastName: 'Tanguy' });
	expect(await found(secretary, 'tangyu')).toHaveLength(2);
	const words = () =>
		inAssociation(program.runtime.database.db, association.id, async (tx) => {
			const { rows } = await sql<{ word: string }>`
				SELECT DISTINCT n.word FROM people.near_word n ORDER BY n.word`.execute(tx);
			return rows.map(({ word }) => word);
		});
	const other = await aPerson(secretary, { firstName: 'Maëlle', lastName: 'Tanguy' });
	await inAssociation(program.runtime.database.db, association.id, (tx) =>
		forgetPeople(openContext(tx, secretary).context, [other])
	);
	expect(await words()).not.toContain('maelle');
	expect(await words()).toContain('tanguy');
});
