import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { inAssociation } from '#platform/server/database/db.ts';
import { replaceClock } from '#platform/server/clock.ts';
import { keepFile } from '#platform/server/keep-file.ts';
import { perform, performDownload, type Caller } from '#platform/server/perform.ts';
import { runtime } from '#platform/server/runtime.ts';
import { people } from '#modules/people/server/index.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import * as activities from './operations.ts';

useTestProgram();

let restore = () => {};
beforeAll(() => {
	restore = replaceClock(() => new Date('2026-11-21T10:00:00Z'));
});
afterAll(() => restore());

async function mailOf({ association }: Caller) {
	const { rows } = await inAssociation(runtime().database.db, association.id, (tx) =>
		sql<{ recipient: string; subject: string }>`
			SELECT recipient, subject FROM platform.mail ORDER BY created_at, id`.execute(tx)
	);
	return rows.map(({ recipient, subject }) => `${recipient} ${subject}`);
}

/** Solène, who pays and has an address; Gwen and Malo, her children, who have none; an open swimming course. */
async function aFamily(given: { withoutDocuments?: 'warn' | 'refuse'; capacity?: number } = {}) {
	const house = await anAssociation();
	const { system } = house;
	const of = (firstName: string, birthDate: string, email?: string) =>
		aPerson(system, { firstName, lastName: 'Le Bris', birthDate, ...(email && { email }) });
	const parent = await of('Solène', '1980-02-01', 'solene@example.org');
	const [gwen, malo] = [await of('Gwen', '2010-03-01'), await of('Malo', '2018-12-15')];
	await perform(people.addHousehold, system, {
		name: 'Famille Le Bris',
		members: [
			{ person: parent, role: 'parent', billing: true },
			{ person: gwen, role: 'child' },
			{ person: malo, role: 'child' }
		]
	});
	const { id: kindId } = await perform(activities.defineDocumentKind, system, {
		name: 'Certificat médical',
		months: 12
	});
	const course = {
		name: 'Natation',
		capacity: 5,
		open: true,
		documentKindIds: [kindId],
		...given
	};
	const { id } = await perform(activities.defineActivity, system, course);
	const solene = house.as('member', parent);
	const file = (content = '%PDF-1.7') =>
		keepFile(solene, {
			name: 'certificat.pdf',
			mediaType: 'application/pdf',
			content: Buffer.from(content)
		});
	return { ...house, id, kindId, course, parent, gwen, malo, solene, file };
}

describe('a parent', () => {
	it('registers the children they answer for, and nobody else', async () => {
		const { id, as, gwen, malo, parent, solene, system } = await aFamily({ capacity: 1 });
		const register = (caller: Caller, personId: string) =>
			perform(activities.registerPerson, caller, { id, personId });
		const stranger = await aPerson(system);
		await expectRefusal(register(solene, stranger), 'activities.oneself-only');
		await expectRefusal(register(as('member', gwen), malo), 'activities.oneself-only');
		await expectRefusal(register(as('member', gwen), parent), 'activities.oneself-only');
		const first = await register(solene, gwen);
		expect(first).toMatchObject({ state: 'registered', rank: null });
		expect(first.lacking).toEqual(['Certificat médical']);
		expect(await register(as('secretary'), stranger)).toMatchObject({ rank: 1 });
		expect(await register(solene, malo)).toMatchObject({ state: 'waiting', rank: 2 });
		const { household } = await perform(activities.getActivity, solene, { id });
		expect(household.map(({ personId, state, rank }) => [personId, state, rank])).toEqual([
			[parent, null, null],
			[gwen, 'registered', null],
			[malo, 'waiting', 2]
		]);
		await expectRefusal(
			perform(activities.cancelRegistration, as('member', stranger), { id: first.registrationId }),
			'activities.registration-not-found'
		);
	});

	it('is told by mail when a child who waited has a place', async () => {
		const { id, gwen, malo, solene, system } = await aFamily({ capacity: 1 });
		const first = await perform(activities.registerPerson, solene, { id, personId: gwen });
		await perform(activities.registerPerson, solene, { id, personId: malo });
		expect(await mailOf(system)).toEqual([]);
		await perform(activities.cancelRegistration, solene, { id: first.registrationId });
		expect(await mailOf(system)).toEqual([
			'solene@example.org Une place s’est libérée\u202f: Natation'
		]);
	});
});

describe('the documents of an activity', () => {
	it('are refused to strangers, of the future, reversed, without a file and of a strange kind', async () => {
		const { as, gwen, malo, kindId, solene, file, system } = await aFamily();
		const hand = (caller: Caller, more: object = {}) =>
			perform(activities.handInDocument, caller, {
				personId: gwen,
				kindId,
				signedOn: '2026-09-01',
				...more
			});
		await expectRefusal(hand(as('member', malo)), 'activities.oneself-only');
		await expectRefusal(hand(as('accountant')), 'platform.not-allowed');
		await expectRefusal(hand(solene), 'activities.document-file-needed');
		await expectRefusal(hand(solene, { signedOn: '2026-11-22' }), 'activities.signed-later');
		await expectRefusal(
			hand(solene, { validUntil: '2026-08-31' }),
			'activities.document-days-reversed'
		);
		const { id: fileId } = await file('<html>');
		await expectRefusal(hand(solene, { fileId }), 'activities.document-file-kind');
		await expectRefusal(hand(solene, { kindId: gwen }), 'activities.kind-not-found');
		const other = await anAssociation();
		await expectRefusal(hand(other.system), 'activities.person-unknown');
		await hand(system);
		await expectRefusal(
			perform(activities.removeDocumentKind, system, { id: kindId }),
			'activities.kind-given'
		);
	});

	it('are given once for all, read by who answers for the person, and expire', async () => {
		const { id, as, gwen, kindId, solene, file, system } = await aFamily();
		await perform(activities.registerPerson, solene, { id, personId: gwen });
		const missing = async (caller: Caller) =>
			(await perform(activities.missingDocuments, caller, { id })).people;
		await expectRefusal(missing(solene), 'activities.activity-not-found');
		expect(await missing(as('secretary'))).toMatchObject([
			{ personId: gwen, lacking: [{ kindId, expiredOn: null }] }
		]);
		const { id: fileId } = await file();
		const given = await perform(activities.handInDocument, solene, {
			personId: gwen,
			kindId,
			signedOn: '2025-11-22',
			fileId
		});
		expect(given.validUntil).toBe('2026-11-21');
		expect(await missing(system)).toEqual([]);
		const mine = await perform(activities.personDocuments, solene, { personId: gwen });
		expect(mine).toMatchObject({ documents: [{ hasFile: true, expired: false }], lacking: [] });
		const read = (caller: Caller) =>
			performDownload(activities.downloadDocument, caller, { id: given.id });
		expect((await read(solene)).name).toBe('certificat.pdf');
		const stranger = as('member', await aPerson(system));
		await expectRefusal(read(stranger), 'activities.document-not-found');
		const tomorrow = replaceClock(() => new Date('2026-11-22T10:00:00Z'));
		expect(await missing(system)).toMatchObject([{ lacking: [{ expiredOn: '2026-11-21' }] }]);
		tomorrow();
		await perform(activities.removeDocument, solene, { id: given.id });
		await expectRefusal(read(solene), 'activities.document-not-found');
		expect(await missing(system)).toHaveLength(1);
	});

	it('keep a person out where the activity does not go without', async () => {
		const { id, gwen, kindId, solene, system } = await aFamily({ withoutDocuments: 'refuse' });
		const register = () => perform(activities.registerPerson, solene, { id, personId: gwen });
		await expectRefusal(register(), 'activities.documents-lacking');
		await perform(activities.handInDocument, system, {
			personId: gwen,
			kindId,
			signedOn: '2026-09-01'
		});
		expect(await register()).toMatchObject({ state: 'registered', lacking: [] });
	});

	it('are reminded of once before they expire, to who pays for the household', async () => {
		const { id, as, gwen, kindId, solene, system } = await aFamily();
		await perform(activities.registerPerson, solene, { id, personId: gwen });
		const hand = (signedOn: string) =>
			perform(activities.handInDocument, system, { personId: gwen, kindId, signedOn });
		await hand('2025-12-10');
		await expectRefusal(
			perform(activities.remindDocuments, as('member'), {}),
			'platform.not-allowed'
		);
		const remind = () => perform(activities.remindDocuments, system, {});
		expect(await remind()).toEqual({ sent: 1, withoutAddress: 0, more: false });
		expect(await remind()).toMatchObject({ sent: 0 });
		expect(await mailOf(system)).toEqual([
			'solene@example.org Certificat médical\u202f: à renouveler avant le 9 décembre 2026'
		]);
	});
});

describe('a season', () => {
	it('counts ages on the day that the activity says', async () => {
		const { malo, system, course, id } = await aFamily();
		const register = () => perform(activities.registerPerson, system, { id, personId: malo });
		const edit = (more: object) =>
			perform(activities.editActivity, system, { ...course, id, ageMin: 8, ...more });
		await edit({});
		await expectRefusal(register(), 'activities.age-outside');
		await edit({ ageOn: '2026-12-31' });
		expect(await register()).toMatchObject({ state: 'registered' });
	});

	it('is copied to the next one, closed and with nobody, and not twice', async () => {
		const { as, id, gwen, system, kindId, parent, course } = await aFamily();
		const copy = (caller: Caller, from = '2026-2027') =>
			perform(activities.copySeason, caller, { from });
		await perform(activities.editActivity, system, { ...course, id, teacherIds: [parent] });
		await perform(activities.registerPerson, system, { id, personId: gwen });
		const session = { id, day: '2026-11-24', startsAt: '18:00', endsAt: '19:00' };
		await perform(activities.addSessions, system, session);
		await expectRefusal(copy(as('member')), 'platform.not-allowed');
		await expectRefusal(copy(system, '2019-2020'), 'activities.season-empty');
		await expectRefusal(copy(system, '2019-2021'), 'platform.input-invalid');
		const { name } = course;
		expect(await copy(system)).toEqual({ season: '2027-2028', copied: 1, kept: [] });
		expect(await copy(system)).toEqual({ season: '2027-2028', copied: 0, kept: [name] });
		const listed = await perform(activities.listActivities, system, { season: '2027-2028' });
		expect(listed.activities).toMatchObject([
			{ name, open: false, registered: 0, documents: [{ id: kindId }], teachers: [{ id: parent }] }
		]);
		const [copied] = listed.activities;
		const shown = await perform(activities.getActivity, system, { id: copied?.id ?? '' });
		expect(shown.sessions).toMatchObject([{ day: '2027-11-23', startsAt: '18:00' }]);
	});

	it('has its figures, for the office, and its file', async () => {
		const { as, id, gwen, malo, system } = await aFamily({ capacity: 1 });
		for (const personId of [gwen, malo]) {
			await perform(activities.registerPerson, system, { id, personId });
		}
		const session = { id, day: '2026-11-17', startsAt: '18:00', endsAt: '19:00' };
		const { sessionIds } = await perform(activities.addSessions, system, session);
		await perform(activities.markAttendance, system, {
			id: sessionIds[0] ?? '',
			marks: [{ personId: gwen, state: 'present' }]
		});
		await expectRefusal(
			perform(activities.seasonStatistics, as('member'), {}),
			'platform.not-allowed'
		);
		const figures = await perform(activities.seasonStatistics, as('treasurer'), {});
		expect(figures).toMatchObject({
			season: '2026-2027',
			people: 1,
			registered: 1,
			waiting: 1,
			activities: [{ capacity: 1, registered: 1, waiting: 1, sessions: 1, marked: 1, present: 1 }],
			places: [{ place: null, registered: 1 }]
		});
		expect(figures.ages.find(({ people: count }) => count === 1)).toMatchObject({ from: 12 });
		const { name, body } = await performDownload(activities.exportSeasonStatistics, system, {
			format: 'csv'
		});
		let text = '';
		for await (const chunk of body as AsyncIterable<Uint8Array | string>) text += String(chunk);
		expect(name).toBe('activites-2026-2027.csv');
		expect(text).toContain('Natation');
	});
});
