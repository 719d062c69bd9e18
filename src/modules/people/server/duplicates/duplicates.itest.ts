import { describe, expect, it } from 'vitest';
import { newId } from '#shared/id.ts';
import type { Caller } from '#platform/server/perform.ts';
import { perform } from '#platform/server/perform.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { addSearchGroup } from '../find/add-search-group.ts';
import { addGroup } from '../groups/add-group.ts';
import { editGroupLeaders } from '../groups/edit-group-leaders.ts';
import { editGroupMembers } from '../groups/edit-group-members.ts';
import { getGroup } from '../groups/get-group.read.ts';
import { editPerson } from '../edit-person.ts';
import { getPerson } from '../get-person.read.ts';
import { addHousehold } from '../households/edit-household.ts';
import { listConsents, setConsents } from '../self/consents.ts';
import { correctOwn } from '../self/correct-own.ts';
import { listCorrections } from '../self/list-corrections.read.ts';
import { setSelfService } from '../self/self-service.ts';
import { findDuplicates, listMerges } from './duplicates.read.ts';
import { mergePersons } from './merge-persons.ts';
import { tellApart } from './tell-apart.ts';
import { undoMerge } from './undo-merge.ts';

useTestProgram();

async function secretaryOf() {
	const association = await anAssociation();
	return { association, secretary: association.as('secretary') };
}

const read = (caller: Caller, id: string) => perform(getPerson, caller, { id });
const INES = { firstName: 'Inès', lastName: 'Dubois' };

async function twins(secretary: Caller) {
	const one = await aPerson(secretary, { ...INES, number: '1', email: 'i@example.org' });
	const other = await aPerson(secretary, {
		...INES,
		number: '2',
		email: 'I@example.org',
		city: 'Metz',
		notes: 'ancienne'
	});
	return { one, other };
}

describe('who may not', () => {
	it('refuses who doesn’t write, and other associations', async () => {
		const { association, secretary } = await secretaryOf();
		const { secretary: stranger } = await secretaryOf();
		const { one, other } = await twins(secretary);
		const pair = { keep: { id: one, version: 1 }, drop: { id: other, version: 1 } };
		const denied = 'platform.not-allowed';
		await expectRefusal(perform(mergePersons, association.as('treasurer'), pair), denied);
		await expectRefusal(perform(findDuplicates, association.as('member'), {}), denied);
		await expectRefusal(perform(mergePersons, stranger, pair), 'people.person-not-found');
		await expectRefusal(perform(undoMerge, stranger, { id: newId() }), 'people.merge-not-found');
		await expectRefusal(perform(tellApart, stranger, { one, other }), 'people.person-not-found');
	});
});

describe('who may be one', () => {
	it('is found by e-mail and name, name and birth date, telephone and first name', async () => {
		const { secretary } = await secretaryOf();
		await twins(secretary);
		const born = { firstName: 'Léo', lastName: 'Petit', birthDate: '2001-02-03' };
		await aPerson(secretary, born);
		await aPerson(secretary, { ...born, email: 'leo@example.org' });
		const called = { firstName: 'Zoé', phone: '0612345678' };
		await aPerson(secretary, { ...called, lastName: 'Martin' });
		await aPerson(secretary, { ...called, lastName: 'Martin-Roux' });
		// The family that shares an address, and two namesakes born on other days.
		await aPerson(secretary, { ...INES, firstName: 'Malo', email: 'i@example.org' });
		await aPerson(secretary, { ...born, birthDate: '1999-01-01' });
		const { pairs } = await perform(findDuplicates, secretary, {});
		expect(pairs.map(({ reason, one }) => [reason, one.name])).toEqual([
			['email', 'Inès Dubois'],
			['phone', 'Zoé Martin'],
			['birth', 'Léo Petit']
		]);
		const [pair] = pairs;
		const apart = { one: pair?.other.id ?? '', other: pair?.one.id ?? '' };
		await perform(tellApart, secretary, apart);
		await expectRefusal(
			perform(tellApart, secretary, { ...apart, other: apart.one }),
			'people.merge-same'
		);
		expect((await perform(findDuplicates, secretary, {})).pairs).toHaveLength(2);
	});
});

describe('a merge', () => {
	it('is refused of one record, of a former version, and of two homes', async () => {
		const { secretary } = await secretaryOf();
		const { one, other } = await twins(secretary);
		const merge = (keep: string, drop: string, version = 1) =>
			perform(mergePersons, secretary, {
				keep: { id: keep, version: 1 },
				drop: { id: drop, version }
			});
		await expectRefusal(merge(one, one), 'people.merge-same');
		await expectRefusal(merge(one, other, 2), 'people.person-changed');
		const child = await aPerson(secretary);
		await perform(addHousehold, secretary, {
			members: [
				{ person: other, role: 'parent' },
				{ person: child, role: 'child' }
			]
		});
		await expectRefusal(merge(one, other), 'people.merge-households');
		expect((await read(secretary, other)).archived).toBe(false);
	});

	it('takes the chosen fields and all groups, and is undone whole', async () => {
		const { secretary } = await secretaryOf();
		const { one, other } = await twins(secretary);
		const [board, garden] = [
			await perform(addGroup, secretary, { name: 'Bureau' }),
			await perform(addGroup, secretary, { name: 'Jardin' })
		];
		await perform(editGroupMembers, secretary, { id: board.id, add: [one, other] });
		await perform(editGroupMembers, secretary, { id: garden.id, add: [other] });
		const before = [await read(secretary, one), await read(secretary, other)];
		const { id } = await perform(mergePersons, secretary, {
			keep: { id: one, version: 1 },
			drop: { id: other, version: 1 },
			take: ['number', 'city']
		});
		expect(await read(secretary, one)).toMatchObject({
			number: '2',
			city: 'Metz',
			notes: null,
			groups: [{ name: 'Bureau' }, { name: 'Jardin' }]
		});
		expect(await read(secretary, other)).toMatchObject({
			archived: true,
			number: null,
			groups: []
		});
		expect((await perform(listMerges, secretary, {})).merges).toMatchObject([{ id }]);
		await perform(undoMerge, secretary, { id });
		const bare = ({ version: _, updatedAt: __, ...person }: (typeof before)[0]) => person;
		const after = [await read(secretary, one), await read(secretary, other)];
		expect(after.map(bare)).toEqual(before.map(bare));
		await expectRefusal(perform(undoMerge, secretary, { id }), 'people.merge-not-found');
	});

	it('takes along leading, consents and what waits, and gives them back', async () => {
		const { association, secretary } = await secretaryOf();
		const { one, other } = await twins(secretary);
		const { id: board } = await perform(addGroup, secretary, { name: 'Bureau' });
		await perform(editGroupMembers, secretary, { id: board, add: [one] });
		await perform(editGroupLeaders, secretary, { id: board, add: [other] });
		await perform(setSelfService, secretary, { approval: 'all', fields: [] });
		const self = association.as('member', other);
		await perform(setConsents, self, { id: other, image: true });
		await perform(correctOwn, self, { id: other, version: 1, city: 'Nancy' });
		const search = { name: 'Messins', where: 'city:is:Metz' };
		const { id: found } = await perform(addSearchGroup, secretary, search);
		await perform(editGroupLeaders, secretary, { id: found, add: [other] });
		const told = async (id: string) => ({
			leadsSearch: (await perform(getGroup, secretary, { id: found })).leaders.some(
				(leader) => leader.id === id
			),
			leads: (await perform(getGroup, secretary, { id: board })).leaders.some(
				(leader) => leader.id === id
			),
			image: (await perform(listConsents, secretary, { id })).consents.some(
				({ purpose, given }) => purpose === 'image' && given
			),
			waits: (await perform(listCorrections, secretary, {})).rows.some(
				({ personId }) => personId === id
			)
		});
		const [all, none] = [
			{ leadsSearch: true, leads: true, image: true, waits: true },
			{ leadsSearch: false, leads: false, image: false, waits: false }
		];
		expect([await told(one), await told(other)]).toEqual([none, all]);
		const { id } = await perform(mergePersons, secretary, {
			keep: { id: one, version: 1 },
			drop: { id: other, version: 1 }
		});
		expect([await told(one), await told(other)]).toEqual([all, none]);
		await perform(undoMerge, secretary, { id });
		expect([await told(one), await told(other)]).toEqual([none, all]);
		await perform(correctOwn, association.as('member', one), {
			id: one,
			version: (await read(secretary, one)).version,
			city: 'Toul'
		});
		const versions = [await read(secretary, one), await read(secretary, other)];
		const [keep, drop] = versions.map(({ id, version }) => ({ id, version }));
		await expectRefusal(
			perform(mergePersons, secretary, {
				keep: keep ?? { id: one, version: 1 },
				drop: drop ?? { id: other, version: 1 }
			}),
			'people.merge-corrections'
		);
	});

	it('is no longer undone once the record has changed', async () => {
		const { secretary } = await secretaryOf();
		const { one, other } = await twins(secretary);
		const { id, version } = await perform(mergePersons, secretary, {
			keep: { id: one, version: 1 },
			drop: { id: other, version: 1 },
			take: ['city']
		});
		await perform(editPerson, secretary, { id: one, version, notes: 'x' });
		await expectRefusal(perform(undoMerge, secretary, { id }), 'people.merge-changed-since');
		expect((await read(secretary, other)).archived).toBe(true);
	});
});
