import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { newId } from '#shared/id.ts';
import { perform } from '#platform/server/perform.ts';
import type { Caller } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { addGroup } from '../groups/add-group.ts';
import { archivePerson } from '../archive-person.ts';
import { defineField } from '../custom/define-field.ts';
import { editGroupMembers } from '../groups/edit-group-members.ts';
import { listPersons } from '../list-persons.read.ts';

useTestProgram();

type Asked = z.input<typeof listPersons.input>;

async function found(caller: Caller, asked: Asked): Promise<string[]> {
	const names: string[] = [];
	let cursor: string | undefined;
	do {
		const page = await perform(listPersons, caller, { ...asked, cursor });
		names.push(...page.persons.map(({ displayName }) => displayName.split(' ')[0] ?? ''));
		cursor = page.next ?? undefined;
	} while (cursor);
	return names;
}

describe('what a search refuses', () => {
	it.each([
		['nothing:is:1', 'people.condition-unknown'],
		['restrictedNotes:contains:dette', 'people.condition-unknown'],
		['age:contains:3', 'people.condition-operator-unknown'],
		['age', 'people.condition-operator-unknown'],
		['age:at-least:', 'people.condition-value-needed'],
		['age:between:18', 'people.condition-value-needed'],
		['name:contains:\u0001', 'people.condition-value-needed'],
		['age:between:25|18', 'people.condition-reversed'],
		['age:at-least:vingt', 'people.number-unreadable'],
		['joinedOn:at-least:31/02/2026', 'people.date-unreadable'],
		['category:is:Inconnue', 'people.condition-choice-unknown'],
		[`group:is:${newId()}`, 'people.condition-choice-unknown'],
		['newsletter:is:peut-être', 'people.yes-no-unreadable'],
		[`city:is:${'a|'.repeat(51)}`, 'people.condition-values-too-many'],
		['email:known;'.repeat(21), 'people.conditions-too-many'],
		["name:contains:';DROP TABLE people.person", 'people.condition-unknown']
	])('%s', async (where, code) => {
		const secretary = (await anAssociation()).as('secretary');
		const refusal = await expectRefusal(
			perform(listPersons, secretary, { where }),
			'people.search-invalid'
		);
		expect(refusal.kind).toBe('invalid');
		expect(refusal.faults.map((fault) => fault.code)).toContain(code);
		expect(refusal.faults[0]?.path).toMatch(/^where/);
	});

	it('neither filters nor sorts on a field that the reader may not see, as on one that does not exist', async () => {
		const association = await anAssociation();
		const secretary = association.as('secretary');
		const treasurer = association.as('treasurer');
		const hidden = { kind: 'text', labelFr: 'Allergie' } as const;
		const { key } = await perform(defineField, secretary, hidden);
		const seen = await perform(defineField, secretary, {
			kind: 'text',
			labelFr: 'Taille',
			seenBy: ['readers']
		});
		await aPerson(secretary, { firstName: 'Inès', custom: { [key]: 'gluten', [seen.key]: 'M' } });
		const where = `custom.${key}:is:gluten`;
		expect(await found(secretary, { where })).toEqual(['Inès']);
		expect(await found(treasurer, { where: `custom.${seen.key}:is:M` })).toEqual(['Inès']);
		const search = 'people.search-invalid';
		const refused = await expectRefusal(perform(listPersons, treasurer, { where }), search);
		expect(refused.faults).toEqual([
			{ path: 'where.0', code: 'people.condition-unknown', parameters: { field: `custom.${key}` } }
		]);
		const mixed = `email:known;${where}`;
		await expectRefusal(
			perform(listPersons, treasurer, { where: mixed, match: 'any' }),
			'people.search-invalid'
		);
		expect(await found(secretary, { sort: `custom.${key}` })).toEqual(['Inès']);
		for (const sort of [`custom.${key}`, 'custom.jamais-vu']) {
			await expectRefusal(perform(listPersons, treasurer, { sort }), 'people.sort-unknown');
		}
	});
});

describe('what a search finds', () => {
	it('is in all conditions, or in any of them', async () => {
		const secretary = (await anAssociation()).as('secretary');
		const rennes = { city: 'Rennes', birthDate: '2004-02-29', category: 'Bénévole' };
		await aPerson(secretary, { firstName: 'Inès', ...rennes, email: 'ines_a@example.org' });
		await aPerson(secretary, { firstName: 'Léo', ...rennes, birthDate: '1950-01-01' });
		await aPerson(secretary, { firstName: 'Maé', city: 'Saint-Malo', phone: '0612345678' });
		const gone = await aPerson(secretary, { firstName: 'Nour', city: 'RENNES' });
		await perform(archivePerson, secretary, { id: gone });
		const cases: [string, string[]][] = [
			['city:is:rennes', ['Inès', 'Léo']],
			['city:is:Rennes|Saint Malo', ['Inès', 'Léo', 'Maé']],
			['city:is-not:Rennes', ['Maé']],
			['city:is:Rennes;archived:is:oui', ['Nour']],
			['city:is:Rennes;age:between:18|25', ['Inès']],
			['age:at-least:60', ['Léo']],
			['age:at-most:30', ['Inès']],
			['age:unknown', ['Maé']],
			['birthDate:at-least:29/02/2004', ['Inès']],
			['email:known', ['Inès']],
			['email:unknown', ['Léo', 'Maé']],
			['email:contains:ines_A', ['Inès']],
			['email:contains:ines%', []],
			['phone:contains:06 12', ['Maé']],
			['category:is:Bénévole', ['Inès', 'Léo']],
			['category:unknown', ['Maé']],
			['name:contains:exemple inès', ['Inès']],
			['name:starts:exem', ['Inès', 'Léo', 'Maé']],
			['kind:is:natural;newsletter:is:false', ['Inès', 'Léo', 'Maé']]
		];
		for (const [where, names] of cases) {
			expect([where, (await found(secretary, { where })).sort()]).toEqual([where, names]);
		}
		const any = { where: 'age:at-least:60;phone:known', match: 'any' } as const;
		expect((await found(secretary, any)).sort()).toEqual(['Léo', 'Maé']);
		expect(await found(secretary, { ...any, search: 'maé' })).toEqual(['Maé']);
		const first = await perform(listPersons, secretary, { where: 'city:is:Rennes', limit: 1 });
		expect(first.total).toBe(2);
	});

	it('knows groups and households', async () => {
		const secretary = (await anAssociation()).as('secretary');
		const ines = await aPerson(secretary, { firstName: 'Inès' });
		await aPerson(secretary, { firstName: 'Léo' });
		const { id } = await perform(addGroup, secretary, { name: 'Bureau' });
		await perform(editGroupMembers, secretary, { id, add: [ines] });
		expect(await found(secretary, { where: `group:is:${id}` })).toEqual(['Inès']);
		expect(await found(secretary, { where: `group:is-not:${id}` })).toEqual(['Léo']);
		expect(await found(secretary, { where: 'group:unknown' })).toEqual(['Léo']);
		expect(await found(secretary, { where: 'household:known' })).toEqual([]);
	});

	it('compares the association’s own fields by their kind, and sorts on them', async () => {
		const secretary = (await anAssociation()).as('secretary');
		const own = async (kind: 'number' | 'choices' | 'text' | 'long-text' | 'person') => {
			const options = kind === 'choices' ? [{ labelFr: 'Judo' }, { labelFr: 'Danse' }] : [];
			return (await perform(defineField, secretary, { kind, labelFr: `F ${kind}`, options })).key;
		};
		const [number, choices, text] = [await own('number'), await own('choices'), await own('text')];
		const [long, person] = [await own('long-text'), await own('person')];
		const ines = await aPerson(secretary, {
			firstName: 'Inès',
			lastName: 'A',
			custom: { [number]: '9,5', [choices]: ['judo', 'danse'], [text]: 'Été', [long]: 'Long' }
		});
		const leo = { [number]: '-12', [choices]: ['judo'], [person]: ines };
		await aPerson(secretary, { firstName: 'Léo', lastName: 'B', custom: leo });
		await aPerson(secretary, { firstName: 'Maé', lastName: 'C', custom: { [number]: '100' } });
		await aPerson(secretary, { firstName: 'Nour', lastName: 'D' });
		const cases: [string, string[]][] = [
			[`custom.${number}:between:-12|10`, ['Inès', 'Léo']],
			[`custom.${number}:at-least:9,5`, ['Inès', 'Maé']],
			[`custom.${number}:unknown`, ['Nour']],
			[`custom.${choices}:is:danse`, ['Inès']],
			[`custom.${choices}:is-not:danse`, ['Léo', 'Maé', 'Nour']],
			[`custom.${text}:starts:ete`, ['Inès']],
			[`custom.${long}:known`, ['Inès']],
			[`custom.${person}:is:${ines}`, ['Léo']]
		];
		for (const [where, names] of cases) {
			expect([where, await found(secretary, { where })]).toEqual([where, names]);
		}
		const sort = `custom.${number}`;
		for (const limit of [1, 3, 50]) {
			expect(await found(secretary, { sort, limit })).toEqual(['Léo', 'Inès', 'Maé', 'Nour']);
			expect(await found(secretary, { sort, limit, direction: 'desc' })).toEqual([
				'Maé',
				'Inès',
				'Léo',
				'Nour'
			]);
		}
		const unordered = perform(listPersons, secretary, { sort: `custom.${choices}` });
		await expectRefusal(unordered, 'people.sort-unknown');
	});
});
