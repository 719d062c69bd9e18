import { describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { newId } from '#shared/id.ts';
import { inAssociation } from '#platform/server/database/db.ts';
import type { Caller } from '#platform/server/perform.ts';
import { perform } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aPerson } from '../testing/people.ts';
import { addPerson } from './add-person.ts';
import { archivePerson, restorePerson } from './archive-person.ts';
import { editPerson } from './edit-person.ts';
import { getPerson } from './get-person.read.ts';
import { listCategories } from './list-categories.read.ts';
import { listPersons } from './list-persons.read.ts';
import { personHistory } from './person-history.read.ts';
import { suggestNumber } from './take-number.ts';

const program = useTestProgram();

async function setup() {
	const association = await anAssociation();
	return { association, secretary: association.as('secretary') };
}

async function names(caller: Caller, input: Parameters<typeof listAll>[1] = {}) {
	return (await listAll(caller, input)).map(({ displayName }) => displayName);
}

async function listAll(
	caller: Caller,
	input: Parameters<typeof perform<typeof listPersons.input, typeof listPersons.output>>[2]
) {
	const persons = [];
	let cursor: string | undefined;
	do {
		const page = await perform(listPersons, caller, { ...input, cursor });
		persons.push(...page.persons);
		cursor = page.next ?? undefined;
	} while (cursor);
	return persons;
}

describe('who may not', () => {
	it('refuses roles without the permission', async () => {
		const { association, secretary } = await setup();
		const id = await aPerson(secretary);
		const denied = 'platform.not-allowed';
		await expectRefusal(perform(listPersons, association.as('member', id), {}), denied);
		await expectRefusal(perform(listPersons, association.as('accountant'), {}), denied);
		await expectRefusal(perform(getPerson, association.as('accountant'), { id }), denied);
		await expectRefusal(perform(addPerson, association.as('treasurer'), {}), denied);
		await expectRefusal(perform(archivePerson, association.as('member', id), { id }), denied);
	});

	it('shows members themselves, and answers for others as for what does not exist', async () => {
		const { association, secretary } = await setup();
		const [mine, other] = [await aPerson(secretary), await aPerson(secretary)];
		const member = association.as('member', mine);
		expect((await perform(getPerson, member, { id: mine })).id).toBe(mine);
		const hidden = await expectRefusal(
			perform(getPerson, member, { id: other }),
			'people.person-not-found'
		);
		const absent = await expectRefusal(
			perform(getPerson, member, { id: newId() }),
			'people.person-not-found'
		);
		expect({ ...hidden }).toEqual({ ...absent });
		await expectRefusal(
			perform(getPerson, association.as('member'), { id: other }),
			'people.person-not-found'
		);
	});

	it('never shows nor touches the people of another association', async () => {
		const { secretary } = await setup();
		const stranger = (await anAssociation()).as('administrator');
		const id = await aPerson(secretary);
		expect(await names(stranger)).toEqual([]);
		const unknown = 'people.person-not-found';
		await expectRefusal(perform(getPerson, stranger, { id }), unknown);
		await expectRefusal(perform(editPerson, stranger, { id, version: 1, city: 'Metz' }), unknown);
		await expectRefusal(perform(archivePerson, stranger, { id }), unknown);
		await expectRefusal(perform(personHistory, stranger, { id }), unknown);
		await perform(addPerson, stranger, { lastName: 'Même numéro', number: '1' });
		await perform(addPerson, secretary, { lastName: 'Même numéro', number: '1' });
	});
});

describe('what other modules may join', () => {
	it('shows the people of the association only', async () => {
		const { association, secretary } = await setup();
		const { association: other } = await setup();
		const id = await aPerson(secretary, { displayName: 'Inès', number: '7' });
		await perform(archivePerson, secretary, { id });
		const { db } = program.runtime.database;
		const summary = (associationId: string) =>
			inAssociation(db, associationId, async (tx) => {
				return (await sql`SELECT * FROM people.person_summary`.execute(tx)).rows;
			});
		expect(await summary(other.id)).toEqual([]);
		expect(await summary(association.id)).toEqual([
			{
				association_id: association.id,
				id,
				display_name: 'Inès',
				number: '7',
				email: null,
				honorific: null,
				archived: true
			}
		]);
	});
});

describe('bad input', () => {
	it('places a fault on each wrong field', async () => {
		const { secretary } = await setup();
		const refusal = await expectRefusal(
			perform(addPerson, secretary, {
				lastName: 'Dubois',
				email: 'ines@',
				phone: '12',
				birthDate: '31/02/2025'
			}),
			'people.fields-invalid'
		);
		expect(refusal.faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
			'email people.email-unreadable',
			'phone people.phone-unreadable',
			'birthDate people.date-unreadable'
		]);
	});

	it('needs a name', async () => {
		const { secretary } = await setup();
		await expectRefusal(perform(addPerson, secretary, { email: 'a@b.fr' }), 'people.name-needed');
		const id = await aPerson(secretary);
		await expectRefusal(
			perform(editPerson, secretary, { id, version: 1, firstName: null, lastName: ' ' }),
			'people.name-needed'
		);
	});

	it('says whose number it is', async () => {
		const { secretary } = await setup();
		const id = await aPerson(secretary, { number: '7', displayName: 'Inès' });
		const taken = await expectRefusal(
			perform(addPerson, secretary, { lastName: 'Autre', number: '7' }),
			'people.number-taken'
		);
		expect(taken.parameters).toEqual({ number: '7', name: 'Inès' });
		await perform(editPerson, secretary, { id, version: 1, number: '7' });
		const other = await aPerson(secretary, { number: '07' });
		await expectRefusal(
			perform(editPerson, secretary, { id: other, version: 1, number: '7' }),
			'people.number-taken'
		);
	});

	it('refuses a cursor that is not one of ours', async () => {
		const { secretary } = await setup();
		for (const cursor of ['x', 'WzEsMl0', Buffer.from('["a","b"]').toString('base64url')]) {
			await expectRefusal(perform(listPersons, secretary, { cursor }), 'people.cursor-unreadable');
		}
	});
});

describe('a person', () => {
	it('is kept as cleaned, and found again', async () => {
		const { secretary } = await setup();
		const { id } = await perform(addPerson, secretary, {
			firstName: ' Inès ',
			lastName: 'Le Goff',
			number: '42',
			email: 'Ines@Example.ORG',
			phone: '6 12 34 56 78',
			postcode: '1000',
			birthDate: '31/01/1990',
			extra: { Taille: 'M' }
		});
		expect(await perform(getPerson, secretary, { id })).toMatchObject({
			kind: 'natural',
			displayName: 'Inès Le Goff',
			email: 'Ines@example.org',
			phone: '+33612345678',
			postcode: '01000',
			birthDate: '1990-01-31',
			newsletter: false,
			extra: { Taille: 'M' },
			version: 1,
			archived: false
		});
		for (const search of ['goff', '42', '06 12 34 56 78', 'ines@example']) {
			expect(await names(secretary, { search })).toEqual(['Inès Le Goff']);
		}
		expect(await names(secretary, { search: '%' })).toEqual(['Inès Le Goff']);
		expect(await names(secretary, { search: 'goff_zz' })).toEqual([]);
	});

	it('exists without a login, and shares a family e-mail', async () => {
		const { secretary } = await setup();
		const email = 'famille@example.org';
		await aPerson(secretary, { firstName: 'Inès', email });
		await aPerson(secretary, { firstName: 'Léo', email });
		expect(await names(secretary, { search: email })).toHaveLength(2);
	});

	it('keeps its own display name, and follows its names otherwise', async () => {
		const { secretary } = await setup();
		const id = await aPerson(secretary, { firstName: 'Inès', lastName: 'Dubois' });
		await perform(editPerson, secretary, { id, version: 1, lastName: 'Martin' });
		expect((await perform(getPerson, secretary, { id })).displayName).toBe('Inès Martin');
		await perform(editPerson, secretary, { id, version: 2, displayName: 'Nénette' });
		await perform(editPerson, secretary, { id, version: 3, lastName: 'Durand' });
		expect((await perform(getPerson, secretary, { id })).displayName).toBe('Nénette');
		await perform(editPerson, secretary, { id, version: 4, displayName: '' });
		expect((await perform(getPerson, secretary, { id })).displayName).toBe('Inès Durand');
	});

	it('tells the second editor what changed meanwhile', async () => {
		const { secretary } = await setup();
		const id = await aPerson(secretary, { city: 'Metz' });
		await perform(editPerson, secretary, { id, version: 1, city: 'Nancy', notes: 'x' });
		await perform(editPerson, secretary, { id, version: 2, notes: null });
		const refusal = await expectRefusal(
			perform(editPerson, secretary, { id, version: 1, city: 'Toul' }),
			'people.person-changed'
		);
		expect(refusal.kind).toBe('conflict');
		expect(refusal.faults).toEqual([
			{
				path: 'city',
				code: 'people.field-changed',
				parameters: { before: 'Metz', after: 'Nancy' }
			}
		]);
		expect((await perform(getPerson, secretary, { id })).city).toBe('Nancy');
	});

	it('is edited once by two people at the same time', async () => {
		const { secretary } = await setup();
		const id = await aPerson(secretary);
		const edits = ['A', 'B', 'C', 'D'].map((city) =>
			perform(editPerson, secretary, { id, version: 1, city })
		);
		const outcomes = await Promise.allSettled(edits);
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	});

	it('has a history, newest first', async () => {
		const { secretary } = await setup();
		const id = await aPerson(secretary, { city: 'Metz' });
		await perform(editPerson, secretary, { id, version: 1, city: 'Nancy' });
		await perform(archivePerson, secretary, { id });
		const { events } = await perform(personHistory, secretary, { id });
		expect(events.map(({ kind, changes }) => [kind, ...changes])).toEqual([
			['changed', { field: 'archived', before: false, after: true }],
			['changed', { field: 'city', before: 'Metz', after: 'Nancy' }],
			['created']
		]);
		const first = await perform(personHistory, secretary, { id, limit: 1 });
		expect(first.next).toBe(3);
		const rest = await perform(personHistory, secretary, { id, before: 3 });
		expect(rest.events).toHaveLength(2);
	});

	it('leaves the lists when archived, and comes back', async () => {
		const { secretary } = await setup();
		const id = await aPerson(secretary, { displayName: 'Inès' });
		await perform(archivePerson, secretary, { id });
		await perform(archivePerson, secretary, { id });
		expect(await names(secretary)).toEqual([]);
		expect(await names(secretary, { status: 'archived' })).toEqual(['Inès']);
		await perform(restorePerson, secretary, { id });
		expect(await names(secretary)).toEqual(['Inès']);
	});
});

describe('the list', () => {
	it('goes through every page once, in each order', async () => {
		const { secretary } = await setup();
		const people = [
			{ lastName: 'Zola', number: '10', city: 'Évry', joinedOn: '2020-01-01' },
			{ lastName: 'Éluard', number: '9', city: 'Lyon', joinedOn: '2024-01-01' },
			{ lastName: 'abeille', number: '100', city: 'Albi' },
			{ lastName: 'Martin', joinedOn: '2022-01-01' }
		];
		for (const person of people) await aPerson(secretary, { firstName: '', ...person });
		const page = { limit: 1 };
		expect(await names(secretary, page)).toEqual(['abeille', 'Éluard', 'Martin', 'Zola']);
		expect(await names(secretary, { ...page, direction: 'desc' })).toEqual([
			'Zola',
			'Martin',
			'Éluard',
			'abeille'
		]);
		const number = { ...page, sort: 'number' } as const;
		expect(await names(secretary, number)).toEqual(['Éluard', 'Zola', 'abeille', 'Martin']);
		expect(await names(secretary, { ...number, direction: 'desc' })).toEqual([
			'abeille',
			'Zola',
			'Éluard',
			'Martin'
		]);
		expect(await names(secretary, { ...page, sort: 'city' })).toEqual([
			'abeille',
			'Zola',
			'Éluard',
			'Martin'
		]);
		const joined = { ...page, sort: 'joinedOn', direction: 'desc' } as const;
		expect(await names(secretary, joined)).toEqual(['Éluard', 'Martin', 'Zola', 'abeille']);
	});

	it('counts all that is found, whatever the page', async () => {
		const { secretary } = await setup();
		for (const category of ['Actifs', 'Actifs', 'Actifs', 'Honneur']) {
			await aPerson(secretary, { category });
		}
		const page = await perform(listPersons, secretary, { category: 'Actifs', limit: 2 });
		expect(page).toMatchObject({ total: 3, next: expect.any(String) });
		expect(page.persons).toHaveLength(2);
		expect((await perform(listCategories, secretary, {})).categories).toEqual([
			{ name: 'Actifs', persons: 3 },
			{ name: 'Honneur', persons: 1 }
		]);
	});

	it('suggests the number that follows the greatest', async () => {
		const { secretary } = await setup();
		expect(await perform(suggestNumber, secretary, {})).toEqual({ number: '1' });
		for (const number of ['9', '10', 'A-77']) await aPerson(secretary, { number });
		expect(await perform(suggestNumber, secretary, {})).toEqual({ number: '11' });
	});
});
