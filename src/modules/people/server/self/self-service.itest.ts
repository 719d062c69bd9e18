import { describe, expect, it } from 'vitest';
import { inHost } from '#platform/server/database/db.ts';
import type { Caller } from '#platform/server/perform.ts';
import { perform } from '#platform/server/perform.ts';
import { runtime } from '#platform/server/runtime.ts';
import type { PlatformTables } from '#platform/server/tables.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import * as people from '../operations.ts';

useTestProgram();

async function aMember() {
	const association = await anAssociation();
	const id = await aPerson(association.system, {
		firstName: 'Aïcha',
		lastName: 'Bernard',
		email: 'aicha@exemple.org',
		city: 'Metz'
	});
	const member = association.as('member', id);
	const secretary = association.as('secretary');
	return { association, id, member, secretary };
}

const see = (caller: Caller, id: string) => perform(people.getPerson, caller, { id });

function lastMail(recipient: string) {
	return inHost(runtime().database.db, (tx) =>
		tx
			.withTables<PlatformTables>()
			.selectFrom('platform.mail')
			.select(['subject', 'body_text'])
			.where('recipient', '=', recipient)
			.orderBy('id', 'desc')
			.executeTakeFirst()
	);
}

describe('a member', () => {
	it('corrects nobody else’s record, whatever their role', async () => {
		const { association, id, secretary } = await aMember();
		const other = await aPerson(association.system);
		for (const caller of [association.as('member', other), secretary]) {
			const asked = perform(people.correctOwn, caller, { id, version: 1, city: 'Nancy' });
			await expectRefusal(asked, 'people.person-not-found');
		}
		const elsewhere = await anAssociation();
		const stranger = perform(people.correctOwn, elsewhere.as('member', id), {
			id,
			version: 1,
			city: 'Nancy'
		});
		await expectRefusal(stranger, 'people.person-not-found');
		const accountant = perform(people.ownRecord, association.as('accountant'), {});
		await expectRefusal(accountant, 'platform.not-allowed');
		const unlinked = perform(people.ownRecord, association.as('member'), {});
		await expectRefusal(unlinked, 'people.no-own-record');
	});

	it('can’t reach the fields that the association keeps for itself', async () => {
		const { id, member } = await aMember();
		for (const field of ['number', 'notes', 'category', 'joinedOn', 'restrictedNotes']) {
			const typed = { id, version: 1, [field]: '12' };
			const asked = perform(people.correctOwn, member, typed as never);
			await expectRefusal(asked, 'platform.input-invalid');
		}
	});

	it('is told field by field what can’t be read, and what somebody else changed meanwhile', async () => {
		const { association, id, member } = await aMember();
		const unreadable = await expectRefusal(
			perform(people.correctOwn, member, {
				id,
				version: 1,
				email: 'aicha',
				birthDate: '31/12/2999'
			}),
			'people.fields-invalid'
		);
		expect(unreadable.faults.map(({ path }) => path).sort()).toEqual(['birthDate', 'email']);
		await perform(people.editPerson, association.system, { id, version: 1, city: 'Toul' });
		const late = perform(people.correctOwn, member, { id, version: 1, city: 'Nancy' });
		await expectRefusal(late, 'people.person-changed');
	});

	it('corrects at once when the association asks for no agreement', async () => {
		const { id, member, secretary } = await aMember();
		const answer = await perform(people.correctOwn, member, {
			id,
			version: 1,
			city: 'Nancy',
			lastName: 'Bernard-Roy'
		});
		expect(answer).toEqual({ version: 2, waiting: [] });
		const person = await see(secretary, id);
		expect([person.city, person.displayName]).toEqual(['Nancy', 'Aïcha Bernard-Roy']);
	});
});

describe('agreement of the association', () => {
	it('is chosen by those who configure, among the fields of members', async () => {
		const { association, member, secretary } = await aMember();
		const input = { approval: 'all' } as const;
		const treasurer = perform(people.setSelfService, association.as('treasurer'), input);
		await expectRefusal(treasurer, 'platform.not-allowed');
		const unknown = { approval: 'chosen', fields: ['restrictedNotes'] } as const;
		await expectRefusal(
			perform(people.setSelfService, secretary, { ...unknown, fields: ['restrictedNotes'] }),
			'people.self-field-unknown'
		);
		await perform(people.setSelfService, secretary, { approval: 'chosen', fields: ['email'] });
		expect(await perform(people.getSelfService, member, {})).toEqual({
			approval: 'chosen',
			fields: ['email']
		});
	});

	it('holds back chosen fields only, and is given with before and after', async () => {
		const { id, member, secretary } = await aMember();
		await perform(people.setSelfService, secretary, { approval: 'chosen', fields: ['lastName'] });
		const answer = await perform(people.correctOwn, member, {
			id,
			version: 1,
			city: 'Nancy',
			lastName: 'Roy'
		});
		expect(answer).toEqual({ version: 2, waiting: ['lastName'] });
		expect((await see(secretary, id)).displayName).toBe('Aïcha Bernard');
		const { rows } = await perform(people.listCorrections, secretary, {});
		expect(rows[0]?.changes).toContainEqual({
			field: 'lastName',
			before: 'Bernard',
			after: 'Roy'
		});
		const correction = rows[0]?.id ?? '';
		await expectRefusal(
			perform(people.acceptCorrection, member, { id: correction }),
			'platform.not-allowed'
		);
		await perform(people.acceptCorrection, secretary, { id: correction });
		expect((await see(secretary, id)).displayName).toBe('Aïcha Roy');
		expect((await lastMail('aicha@exemple.org'))?.body_text).toMatch(/est faite\s: Nom\./);
		await expectRefusal(
			perform(people.acceptCorrection, secretary, { id: correction }),
			'people.correction-not-found'
		);
	});

	it('is refused with a reason that the member reads', async () => {
		const { id, member, secretary } = await aMember();
		await perform(people.setSelfService, secretary, { approval: 'all' });
		await perform(people.correctOwn, member, { id, version: 1, city: 'Nancy' });
		const [asked] = (await perform(people.listCorrections, secretary, {})).rows;
		const wanting = perform(people.refuseCorrection, secretary, {
			id: asked?.id ?? '',
			reason: ' '
		});
		await expectRefusal(wanting, 'platform.input-invalid');
		const reason = 'Un justificatif manque';
		await perform(people.refuseCorrection, secretary, { id: asked?.id ?? '', reason });
		expect((await see(secretary, id)).city).toBe('Metz');
		expect((await lastMail('aicha@exemple.org'))?.body_text).toContain(reason);
		expect((await perform(people.ownRecord, member, {})).waiting).toEqual([]);
	});

	it('keeps one correction a person: typed again it changes, typed back it goes', async () => {
		const { id, member, secretary } = await aMember();
		await perform(people.setSelfService, secretary, { approval: 'all' });
		await perform(people.correctOwn, member, { id, version: 1, city: 'Nancy', postcode: '54000' });
		await perform(people.correctOwn, member, { id, version: 1, city: 'Toul' });
		expect((await perform(people.ownRecord, member, {})).waiting).toEqual([
			{ field: 'city', before: 'Metz', after: 'Toul' },
			{ field: 'postcode', before: null, after: '54000' }
		]);
		await perform(people.correctOwn, member, { id, version: 1, city: 'Metz', postcode: '' });
		expect((await perform(people.listCorrections, secretary, {})).rows).toEqual([]);
	});
});

describe('a member and the office at one record', () => {
	it('the member is shown what changed, and gives back no old value they left alone', async () => {
		const { association, id, member, secretary } = await aMember();
		await perform(people.editPerson, secretary, {
			id,
			version: 1,
			city: 'Toul',
			email: 'bernard@exemple.org',
			notes: 'Pas pour elle'
		});
		// The form holds every field as it was read, but for what was typed.
		const typed = {
			id,
			version: 1,
			waiting: null,
			seenWaiting: null,
			city: 'Nancy',
			email: 'aicha@exemple.org',
			phone: '06 12 34 56 78'
		};
		const { faults } = await expectRefusal(
			perform(people.correctOwn, member, { ...typed, seen: 1 }),
			'people.person-changed'
		);
		expect(new Map(faults.map(({ path, code }) => [path, code]))).toEqual(
			new Map([
				['city', 'people.field-changed-by-both'],
				['email', 'people.field-changed-by-other']
			])
		);
		await perform(people.editPerson, association.system, { id, version: 2, postcode: '54200' });
		const again = perform(people.correctOwn, member, { ...typed, seen: 2 });
		await expectRefusal(again, 'people.person-changed');
		await perform(people.correctOwn, member, { ...typed, seen: 3 });
		expect(await see(secretary, id)).toMatchObject({
			city: 'Nancy',
			email: 'bernard@exemple.org',
			phone: '+33612345678',
			postcode: '54200',
			notes: 'Pas pour elle',
			version: 4
		});
	});

	it('a correction that is older than the record is shown before it replaces anything', async () => {
		const { association, id, member, secretary } = await aMember();
		await perform(people.setSelfService, secretary, { approval: 'all' });
		await perform(people.correctOwn, member, { id, version: 1, city: 'Nancy', postcode: '54000' });
		await perform(people.editPerson, association.system, { id, version: 1, city: 'Toul' });
		// The form that shows what waits gives it back with the rest.
		await perform(people.correctOwn, member, {
			id,
			version: 2,
			city: 'Nancy',
			phone: '0612345678'
		});
		const listed = async () => (await perform(people.listCorrections, secretary, {})).rows[0];
		const row = await listed();
		expect(row?.outdated).toEqual([{ field: 'city', before: 'Metz', after: 'Toul' }]);
		expect(row?.changes).toContainEqual({ field: 'city', before: 'Toul', after: 'Nancy' });
		const correction = row?.id ?? '';
		const accept = (seen?: number) =>
			perform(people.acceptCorrection, secretary, { id: correction, ...(seen && { seen }) });
		const { faults } = await expectRefusal(accept(), 'people.correction-outdated');
		expect(faults).toEqual([
			{
				path: 'city',
				code: 'people.field-changed',
				parameters: { before: 'Metz', after: 'Toul' }
			}
		]);
		await perform(people.editPerson, association.system, { id, version: 2, city: 'Foug' });
		await expectRefusal(accept(row?.version), 'people.correction-outdated');
		expect((await see(secretary, id)).city).toBe('Foug');
		await accept((await listed())?.version);
		expect(await see(secretary, id)).toMatchObject({
			city: 'Nancy',
			postcode: '54000',
			phone: '+33612345678'
		});
	});

	it('two who correct one record don’t take back what the other asked for', async () => {
		const association = await anAssociation();
		const secretary = association.as('secretary');
		const [mother, father, child] = [
			await aPerson(secretary, { firstName: 'Lou', lastName: 'Roy' }),
			await aPerson(secretary, { firstName: 'Max', lastName: 'Roy' }),
			await aPerson(secretary, {
				firstName: 'Zoé',
				lastName: 'Roy',
				city: 'Metz',
				birthDate: '2020-05-04'
			})
		];
		await perform(people.addHousehold, secretary, {
			name: 'Roy',
			members: [
				{ person: mother, role: 'parent', billing: true },
				{ person: father, role: 'parent' },
				{ person: child, role: 'child' }
			]
		});
		await perform(people.setSelfService, secretary, { approval: 'all' });
		const [first, second] = [association.as('member', mother), association.as('member', father)];
		const form = { id: child, version: 1, seen: 1, city: 'Metz', phone: '' };
		const none = { waiting: null, seenWaiting: null };
		await perform(people.correctOwn, first, { ...form, ...none, city: 'Nancy' });
		const typed = { ...form, ...none, phone: '0612345678' };
		const { faults } = await expectRefusal(
			perform(people.correctOwn, second, typed),
			'people.person-changed'
		);
		expect(faults).toEqual([
			{
				path: 'city',
				code: 'people.field-asked-by-other',
				parameters: { before: 'Metz', after: 'Nancy' }
			}
		]);
		// A program that never read what waits is told as well.
		const blind = perform(people.correctOwn, second, { id: child, version: 1, city: 'Toul' });
		await expectRefusal(blind, 'people.person-changed');
		const { waitingId } = await perform(people.ownRecord, second, { id: child });
		await perform(people.correctOwn, second, { ...typed, seenWaiting: waitingId });
		const { waiting } = await perform(people.ownRecord, first, { id: child });
		expect(waiting).toHaveLength(2);
		expect(waiting).toContainEqual({ field: 'city', before: 'Metz', after: 'Nancy' });
		expect(waiting).toContainEqual({ field: 'phone', before: null, after: '+33612345678' });
	});
});

describe('consents', () => {
	it('are said by the person, or noted by those who write the records', async () => {
		const { association, id, secretary } = await aMember();
		const other = association.as('member', await aPerson(association.system));
		for (const caller of [other, association.as('treasurer')]) {
			const asked = perform(people.setConsents, caller, { id, image: true });
			await expectRefusal(asked, 'people.person-not-found');
		}
		await expectRefusal(perform(people.listConsents, other, { id }), 'people.person-not-found');
		const { consents } = await perform(people.setConsents, secretary, { id, image: true });
		expect(consents.find(({ purpose }) => purpose === 'image')).toMatchObject({
			given: true,
			textVersion: 1
		});
	});

	it('keep the day and the words of each answer; the newsletter is that of the record', async () => {
		const { association, id, member, secretary } = await aMember();
		const none = await perform(people.listConsents, member, { id });
		expect(none.consents.map(({ given, at }) => [given, at])).toEqual([
			[false, null],
			[false, null],
			[false, null]
		]);
		await perform(people.setConsents, member, { id, newsletter: true, directory: false });
		const { consents } = await perform(people.listConsents, member, { id });
		const [newsletter, image, directory] = consents;
		expect([newsletter?.given, image?.at, directory?.given]).toEqual([true, null, false]);
		expect(newsletter?.at).toBeInstanceOf(Date);
		expect(newsletter?.wording).toContain(association.name);
		const person = await see(secretary, id);
		expect(person.newsletter).toBe(true);
		await perform(people.editPerson, secretary, {
			id,
			version: person.version,
			newsletter: false
		});
		const after = await perform(people.listConsents, member, { id });
		expect(after.consents[0]).toMatchObject({ given: false, at: null });
	});
});
