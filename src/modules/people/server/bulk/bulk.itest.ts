import { describe, expect, it } from 'vitest';
import { newId } from '#shared/id.ts';
import { perform, type Caller } from '#platform/server/perform.ts';
import { aPerson, leadingAGroup } from '#modules/people/testing/people.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { mailTo } from '#tests/support/people-who-sign-in.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { defineField } from '../custom/define-field.ts';
import { editPerson } from '../edit-person.ts';
import { getPerson } from '../get-person.read.ts';
import { addGroup } from '../groups/add-group.ts';
import { editGroupLeaders } from '../groups/edit-group-leaders.ts';
import { editGroupMembers } from '../groups/edit-group-members.ts';
import { getGroup } from '../groups/get-group.read.ts';
import { listPersons } from '../list-persons.read.ts';
import { setConsents } from '../self/consents.ts';
import type { BulkChange } from './bulk-change.ts';
import { changeMany } from './change-many.ts';
import { previewBulkChange } from './preview-bulk-change.read.ts';
import { undoBatch } from './undo-batch.ts';
import { previewMail, writeToMany } from './write-to-many.ts';

useTestProgram();

async function threePeople() {
	const association = await anAssociation();
	const secretary = association.as('secretary');
	const ids = [
		await aPerson(secretary, { firstName: 'Ana', lastName: 'Un', city: 'Brest' }),
		await aPerson(secretary, { firstName: 'Bob', lastName: 'Deux', category: 'Ami' }),
		await aPerson(secretary, { firstName: 'Cléo', lastName: 'Trois' })
	];
	const change = (change: BulkChange, caller: Caller = secretary) =>
		perform(changeMany, caller, { selection: { ids }, change });
	const read = () => Promise.all(ids.map((id) => perform(getPerson, secretary, { id })));
	return { association, secretary, ids, change, read };
}

const CATEGORY = { kind: 'set-field', field: 'category', value: 'Ami' } as const;

describe('a change to many', () => {
	it('refuses wrong roles, fields that can’t be given to many, and doing it twice', async () => {
		const { association, secretary, ids, change, read } = await threePeople();
		const denied = 'platform.not-allowed';
		await expectRefusal(change(CATEGORY, association.as('treasurer')), denied);
		await expectRefusal(change(CATEGORY, association.as('member')), denied);
		const field = (name: string) => ({ kind: 'set-field', field: name, value: 'x' }) as const;
		for (const name of ['number', 'email', 'restrictedNotes', 'newsletter', 'custom.rien']) {
			await expectRefusal(change(field(name)), 'people.bulk-field-unknown');
		}
		await expectRefusal(change(field('joinedOn')), 'people.fields-invalid');
		await expectRefusal(
			change({ kind: 'enter-group', groupId: newId() }),
			'people.group-not-found'
		);
		const stranger = (await anAssociation()).as('secretary');
		await expectRefusal(change(CATEGORY, stranger), 'people.bulk-nobody');
		const id = newId();
		const asked = { id, selection: { ids }, change: CATEGORY };
		expect(await perform(changeMany, secretary, asked)).toEqual({ id, changed: 2, leftOut: 1 });
		await expectRefusal(perform(changeMany, secretary, asked), 'people.bulk-nobody');
		await expectRefusal(
			perform(changeMany, secretary, { ...asked, change: { ...CATEGORY, value: 'Voisin' } }),
			'people.batch-already-done'
		);
		expect((await read()).map(({ category }) => category)).toEqual(['Ami', 'Ami', 'Ami']);
	});

	it('does what was shown or nothing: who changed a record meanwhile loses nothing', async () => {
		const { secretary, ids, read } = await threePeople();
		const [ana = '', bob = ''] = ids;
		const asked = { selection: { ids }, change: { ...CATEGORY, value: 'Voisin' } };
		const shown = await perform(previewBulkChange, secretary, asked);
		expect(shown.replaced).toEqual([
			{ field: 'category', before: null, people: 2 },
			{ field: 'category', before: 'Ami', people: 1 }
		]);
		expect(shown.replacedOthers).toBe(0);
		const { previewed } = shown;
		// What doesn’t bear on the change doesn’t hold it up.
		await perform(editPerson, secretary, { id: bob, version: 1, city: 'Quimper' });
		expect((await perform(previewBulkChange, secretary, asked)).previewed).toBe(previewed);
		await perform(editPerson, secretary, { id: ana, version: 1, category: 'Bénévole' });
		const late = perform(changeMany, secretary, { ...asked, previewed });
		await expectRefusal(late, 'people.bulk-changed-since');
		expect((await read()).map(({ category }) => category)).toEqual(['Bénévole', 'Ami', null]);
		const anew = await perform(previewBulkChange, secretary, asked);
		expect(anew.replaced).toContainEqual({ field: 'category', before: 'Bénévole', people: 1 });
		await perform(changeMany, secretary, { ...asked, previewed: anew.previewed });
		expect((await read()).map(({ category }) => category)).toEqual(Array(3).fill('Voisin'));
	});

	it('says first who is concerned and who is left out, then is undone for all', async () => {
		const { secretary, ids, change, read } = await threePeople();
		const before = await read();
		const [, bob] = ids;
		expect(
			await perform(previewBulkChange, secretary, { selection: { ids }, change: CATEGORY })
		).toMatchObject({
			total: 3,
			concerned: 2,
			leftOutCount: 1,
			leftOut: [{ id: bob, name: 'Bob Deux', reason: 'same' }]
		});
		const { id } = await change(CATEGORY);
		expect(await perform(undoBatch, secretary, { id })).toEqual({ restored: 2 });
		expect((await read()).map(({ category }) => category)).toEqual(
			before.map(({ category }) => category)
		);
		await expectRefusal(perform(undoBatch, secretary, { id }), 'people.batch-not-found');
	});

	it('fills in a field of the association’s own, and is not undone once somebody has written', async () => {
		const { secretary, ids, change, read } = await threePeople();
		await perform(defineField, secretary, { kind: 'number', labelFr: 'Pointure' });
		const size = { kind: 'set-field', field: 'custom.pointure', value: '38' } as const;
		await expectRefusal(change({ ...size, value: 'grand' }), 'people.number-unreadable');
		const { id } = await change(size);
		expect((await read()).map(({ custom }) => custom)).toEqual([
			{ pointure: '38' },
			{ pointure: '38' },
			{ pointure: '38' }
		]);
		await perform(editPerson, secretary, { id: ids[0] ?? '', version: 2, city: 'Quimper' });
		const refusal = await expectRefusal(
			perform(undoBatch, secretary, { id }),
			'people.batch-changed-since'
		);
		expect(refusal.parameters).toEqual({ count: 1 });
		expect((await read())[1]?.custom).toEqual({ pointure: '38' });
	});

	it('archives what a list finds, and takes it back', async () => {
		const { secretary, read } = await threePeople();
		const change = { kind: 'archive' } as const;
		const selection = { search: { search: 'brest' } };
		const { id, changed } = await perform(changeMany, secretary, { selection, change });
		expect(changed).toBe(1);
		expect((await read()).map(({ archived }) => archived)).toEqual([true, false, false]);
		await perform(undoBatch, secretary, { id });
		expect((await perform(listPersons, secretary, {})).total).toBe(3);
	});

	it('enters and leaves groups; an undo gives back who led', async () => {
		const { secretary, ids, change } = await threePeople();
		const { id: groupId } = await perform(addGroup, secretary, { name: 'Jardin' });
		const [ana = '', bob = ''] = ids;
		await perform(editGroupMembers, secretary, { id: groupId, add: [bob] });
		const entering = await change({ kind: 'enter-group', groupId });
		expect(entering).toMatchObject({ changed: 2, leftOut: 1 });
		await perform(editGroupLeaders, secretary, { id: groupId, add: [ana] });
		const leaving = await change({ kind: 'leave-group', groupId });
		const total = async () => (await perform(listPersons, secretary, { group: groupId })).total;
		expect(await total()).toBe(0);
		await perform(undoBatch, secretary, { id: leaving.id });
		expect(await total()).toBe(3);
		expect((await perform(getGroup, secretary, { id: groupId })).leaders).toEqual([
			{ id: ana, name: 'Ana Un' }
		]);
		await perform(undoBatch, secretary, { id: entering.id });
		expect((await perform(listPersons, secretary, { group: groupId })).persons).toMatchObject([
			{ id: bob }
		]);
	});
});

describe('a mail to many', () => {
	it('is one for each address, without who said no, and names them', async () => {
		const association = await anAssociation('Les Jardins');
		const secretary = association.as('secretary');
		const person = (firstName: string, email: string | null) =>
			aPerson(secretary, { firstName, lastName: 'Roy', email });
		const shared = `famille-${newId()}@example.org`;
		const ids = [
			await person('Ana', shared),
			await person('Bob', shared.toUpperCase()),
			await person('Cléo', null),
			await person('Dan', `dan-${newId()}@example.org`)
		];
		await perform(setConsents, secretary, { id: ids[3] ?? '', newsletter: true });
		await perform(setConsents, secretary, { id: ids[3] ?? '', newsletter: false });
		const mail = {
			selection: { ids },
			subject: 'Nouvelles de {association}',
			text: 'Bonjour {prénom}'
		};
		await expectRefusal(
			perform(previewMail, association.as('member'), mail),
			'platform.not-allowed'
		);
		await expectRefusal(
			perform(previewMail, secretary, { ...mail, text: '{montant}' }),
			'people.mail-word-unknown'
		);
		const titled = { ...mail, text: '{civilité}, {prénom} de {ville}' };
		expect((await perform(previewMail, secretary, titled)).first?.text).toBe(
			'Madame, Monsieur, Ana et Bob de '
		);
		expect(await perform(previewMail, secretary, mail)).toEqual({
			total: 4,
			mails: 1,
			leftOutCount: 2,
			leftOut: [
				{ id: ids[2], name: 'Cléo Roy', reason: 'no-email' },
				{ id: ids[3], name: 'Dan Roy', reason: 'refused' }
			],
			first: {
				recipient: shared,
				subject: 'Nouvelles de Les Jardins',
				text: 'Bonjour Ana et Bob'
			}
		});
		const service = { ...mail, purpose: 'service' as const };
		expect((await perform(previewMail, secretary, service)).mails).toBe(2);
		const id = newId();
		expect(await perform(writeToMany, secretary, { ...mail, id })).toMatchObject({ mails: 1 });
		await expectRefusal(
			perform(writeToMany, secretary, { ...mail, id }),
			'people.batch-already-done'
		);
		expect(await mailTo(shared)).toHaveLength(1);
		await expectRefusal(perform(undoBatch, secretary, { id }), 'people.batch-not-found');
	});

	it('reaches, from whoever leads a group, its people and nobody else', async () => {
		const association = await anAssociation();
		const secretary = association.as('secretary');
		const leader = await aPerson(secretary, { email: `l-${newId()}@example.org` });
		const inside = await aPerson(secretary, { email: `i-${newId()}@example.org` });
		const outside = await aPerson(secretary, { email: `o-${newId()}@example.org` });
		const group = await leadingAGroup(secretary, leader);
		await perform(editGroupMembers, secretary, { id: group, add: [inside] });
		const preview = await perform(previewMail, association.as('member', leader), {
			selection: { ids: [inside, outside] },
			subject: 'Samedi',
			text: 'On se retrouve au jardin.'
		});
		expect(preview).toMatchObject({ total: 1, mails: 1, leftOutCount: 0 });
	});
});
