import { describe, expect, it } from 'vitest';
import { perform, performDownload } from '#platform/server/perform.ts';
import { replaceClock } from '#platform/server/clock.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { aFiscalYear } from '#modules/accounting/testing/some-accounts.ts';
import { people } from '#modules/people/server/index.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { aPhoto } from '#modules/people/testing/photo.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { afterAll, beforeAll } from 'vitest';
import * as activities from './operations.ts';

useTestProgram();

let restore = () => {};
beforeAll(() => {
	restore = replaceClock(() => new Date('2026-11-21T10:00:00Z'));
});
afterAll(() => restore());

/** A pottery course of two places with a session, three people and the one who teaches. */
async function aCourse(given: { capacity?: number; open?: boolean; priceCents?: number } = {}) {
	const association = await anAssociation();
	const { system } = association;
	const names = ['Anne', 'Brieuc', 'Corentin'];
	const known = [];
	for (const firstName of names) {
		known.push(await aPerson(system, { firstName, birthDate: '2012-05-02' }));
	}
	const teacher = await aPerson(system, { firstName: 'Odile' });
	const course = { name: 'Poterie', capacity: 2, teacherIds: [teacher], ...given };
	const { id } = await perform(activities.defineActivity, system, course);
	const { sessionIds } = await perform(activities.addSessions, system, {
		id,
		day: '2026-11-24',
		startsAt: '18:00',
		endsAt: '19:30',
		weeks: 2
	});
	const [first = '', second = '', third = ''] = known;
	const register = (personId: string) =>
		perform(activities.registerPerson, system, { id, personId });
	const shown = async () => perform(activities.getActivity, system, { id });
	const session = sessionIds[0] ?? '';
	return { ...association, id, course, first, second, third, teacher, session, register, shown };
}

describe('people are found', () => {
	it('by the activity they are registered to, by those who may see that', async () => {
		const { as, id, first, register } = await aCourse();
		await register(first);
		const found = async (where: string, role: 'secretary' | 'treasurer' = 'secretary') =>
			(await perform(people.listPersons, as(role), { where })).persons.map((one) => one.id);
		expect(await found(`activities.activity:is:${id}`)).toEqual([first]);
		expect(await found('activities.activity:known', 'treasurer')).toEqual([first]);
		expect(await found(`activities.activity:is-not:${id}`)).toHaveLength(3);
		const reader = as('secretary');
		const only = {
			...reader,
			actor: { ...reader.actor, permissions: new Set(['people.read', 'people.lead']) }
		};
		await expectRefusal(
			perform(people.listPersons, only, { where: 'activities.activity:known' }),
			'people.search-invalid'
		);
	});
});

describe('activities refuse', () => {
	it('members and accountants to keep them, and those of others', async () => {
		const { as, id, course, session } = await aCourse();
		for (const role of ['member', 'accountant', 'treasurer'] as const) {
			await expectRefusal(
				perform(activities.defineActivity, as(role), course),
				'platform.not-allowed'
			);
		}
		const other = await aCourse();
		for (const work of [
			() => perform(activities.getActivity, other.system, { id }),
			() => perform(activities.editActivity, other.system, { ...course, id }),
			() => perform(activities.registerPerson, other.system, { id, personId: other.first })
		]) {
			await expectRefusal(work(), 'activities.activity-not-found');
		}
		await expectRefusal(
			perform(activities.getSession, as('member'), { id: session }),
			'activities.session-not-found'
		);
	});

	it('a name twice, ages and hours reversed, the same session twice', async () => {
		const { system, id, course } = await aCourse();
		await expectRefusal(
			perform(activities.defineActivity, system, { ...course, name: 'poterie' }),
			'activities.name-taken'
		);
		await expectRefusal(
			perform(activities.defineActivity, system, { name: 'Chant', ageMin: 12, ageMax: 8 }),
			'activities.ages-reversed'
		);
		const session = { id, day: '2026-12-01', startsAt: '18:00', endsAt: '19:00' };
		await expectRefusal(
			perform(activities.addSessions, system, { ...session, endsAt: '17:00' }),
			'activities.hours-reversed'
		);
		await expectRefusal(
			perform(activities.addSessions, system, session),
			'activities.session-twice'
		);
		await expectRefusal(
			perform(activities.addSessions, system, { ...session, startsAt: '25:00' }),
			'platform.input-invalid'
		);
	});

	it('somebody twice, of another age, or unknown', async () => {
		const { system, first, register } = await aCourse();
		await register(first);
		await expectRefusal(register(first), 'activities.registered-already');
		const { id } = await perform(activities.defineActivity, system, { name: 'Éveil', ageMax: 6 });
		await expectRefusal(
			perform(activities.registerPerson, system, { id, personId: first }),
			'activities.age-outside'
		);
		const unborn = await aPerson(system);
		await expectRefusal(
			perform(activities.registerPerson, system, { id, personId: unborn }),
			'activities.age-unknown'
		);
	});
});

describe('the places of an activity', () => {
	it('are two; the third waits, and moves up when somebody leaves', async () => {
		const { system, first, second, third, register, shown } = await aCourse();
		const one = await register(first);
		expect(one.state).toBe('registered');
		expect((await register(second)).state).toBe('registered');
		expect((await register(third)).state).toBe('waiting');
		expect((await shown()).activity).toMatchObject({ registered: 2, waiting: 1 });
		const left = await perform(activities.cancelRegistration, system, { id: one.registrationId });
		expect(left).toEqual({ movedUp: 1 });
		const { registrations } = await shown();
		expect(registrations.map(({ personId, state }) => [personId, state])).toEqual([
			[second, 'registered'],
			[third, 'registered']
		]);
	});

	it('may grow, and never be fewer than those who are registered', async () => {
		const { system, id, course, first, second, third, register } = await aCourse();
		for (const personId of [first, second, third]) await register(personId);
		await expectRefusal(
			perform(activities.editActivity, system, { ...course, id, capacity: 1 }),
			'activities.fewer-places'
		);
		expect(await perform(activities.editActivity, system, { ...course, id, capacity: 3 })).toEqual({
			id,
			movedUp: 1
		});
	});

	it('are never given twice, however many ask at once', async () => {
		const { system, id, first, second, third, shown } = await aCourse({ capacity: 1 });
		await Promise.all(
			[first, second, third].map((personId) =>
				perform(activities.registerPerson, system, { id, personId })
			)
		);
		expect((await shown()).activity).toMatchObject({ registered: 1, waiting: 2 });
	});

	it('are taken by members themselves, when it is open, and only for themselves', async () => {
		const closed = await aCourse();
		const member = closed.as('member', closed.first);
		const { id } = closed;
		await expectRefusal(
			perform(activities.registerPerson, member, { id }),
			'activities.registration-closed'
		);
		const { course, system } = closed;
		await perform(activities.editActivity, system, { ...course, id, open: true });
		await expectRefusal(
			perform(activities.registerPerson, member, { id, personId: closed.second }),
			'activities.oneself-only'
		);
		const { registrationId } = await perform(activities.registerPerson, member, { id });
		const { activity, registrations } = await perform(activities.getActivity, member, { id });
		expect(activity.own).toEqual({ id: registrationId, state: 'registered' });
		expect(registrations).toEqual([]);
		await expectRefusal(
			perform(activities.cancelRegistration, closed.as('member', closed.second), {
				id: registrationId
			}),
			'activities.registration-not-found'
		);
		await perform(activities.cancelRegistration, member, { id: registrationId });
	});
});

describe('attendance', () => {
	it('shows to who teaches, and to no other member, the photographs of those registered', async () => {
		const { as, system, id, first, second, teacher, session, register } = await aCourse();
		await register(first);
		const photoId = await aPhoto(system, first);
		await aPhoto(system, second);
		const teaching = as('member', teacher);
		const photo = (caller: typeof teaching, personId: string) =>
			performDownload(activities.getParticipantPhoto, caller, { id, personId });
		await expectRefusal(photo(as('member', second), first), 'people.photo-none');
		await expectRefusal(photo(teaching, second), 'people.photo-none');
		await expectRefusal(photo((await anAssociation()).system, first), 'people.photo-none');
		await expectRefusal(photo(as('accountant'), first), 'platform.not-allowed');
		expect((await photo(teaching, first)).mediaType).toBe('image/jpeg');
		const { people } = await perform(activities.getSession, teaching, { id: session });
		expect(people).toMatchObject([{ personId: first, photoId }]);
	});

	it('is marked by who teaches, not by other members, for those registered only', async () => {
		const { system, as, first, second, teacher, session, register } = await aCourse();
		await register(first);
		const marks = [{ personId: first, state: 'present' as const }];
		await expectRefusal(
			perform(activities.markAttendance, as('member', first), { id: session, marks }),
			'activities.session-not-found'
		);
		const teaching = as('member', teacher);
		await expectRefusal(
			perform(activities.markAttendance, teaching, {
				id: session,
				marks: [{ personId: second, state: 'present' }]
			}),
			'activities.not-registered'
		);
		await perform(activities.markAttendance, teaching, { id: session, marks });
		const { people } = await perform(activities.getSession, teaching, { id: session });
		expect(people).toMatchObject([{ personId: first, photoId: null, state: 'present' }]);
		const size = async (photos: boolean) => {
			const asked = { id: session, photos };
			const { body } = await performDownload(activities.printAttendanceSheet, teaching, asked);
			const chunks = await Array.fromAsync(body as AsyncIterable<Uint8Array>);
			return chunks.reduce((sum, chunk) => sum + chunk.length, 0);
		};
		const plain = await size(false);
		expect(plain).toBeGreaterThan(1000);
		await aPhoto(system, first);
		expect(await size(false)).toBeLessThan(plain + 1000);
		expect(await size(true)).toBeGreaterThan(plain + 1000);
	});

	it('by two teachers says what the other marked, and which of both holds', async () => {
		const { system, first, session, register } = await aCourse();
		await register(first);
		const mark = (
			state: 'present' | 'absent' | 'excused',
			markedAt: string,
			seen?: 'present' | 'absent' | null
		) =>
			perform(activities.markAttendance, system, {
				id: session,
				marks: [{ personId: first, state, markedAt, ...(seen !== undefined && { seen }) }]
			});
		const conflictOf = async (answer: ReturnType<typeof mark>) => (await answer).conflicts[0];
		expect(await conflictOf(mark('present', '2026-11-21T09:30:00Z', null))).toBeUndefined();
		// Sent twice, or marked alike by both: nothing to tell.
		expect(await conflictOf(mark('present', '2026-11-21T09:30:00Z', null))).toBeUndefined();
		expect(await conflictOf(mark('present', '2026-11-21T09:31:00Z', null))).toBeUndefined();
		expect(await conflictOf(mark('absent', '2026-11-21T09:10:00Z', null))).toEqual({
			personId: first,
			other: 'present',
			holds: 'present'
		});
		expect(await conflictOf(mark('absent', '2026-11-21T09:40:00Z', null))).toEqual({
			personId: first,
			other: 'present',
			holds: 'absent'
		});
		// Whoever saw it changes their mind.
		expect(await conflictOf(mark('excused', '2026-11-21T09:50:00Z', 'absent'))).toBeUndefined();
	});

	it('may come late and twice: the last tap holds, and none is of the future', async () => {
		const { system, first, session, register, shown } = await aCourse();
		await register(first);
		const mark = (state: 'present' | 'absent', markedAt: string) =>
			perform(activities.markAttendance, system, {
				id: session,
				marks: [{ personId: first, state, markedAt }]
			});
		const state = async () =>
			(await perform(activities.getSession, system, { id: session })).people[0]?.state;
		await mark('present', '2026-11-21T09:30:00Z');
		await mark('absent', '2026-11-21T09:10:00Z');
		expect(await state()).toBe('present');
		await mark('absent', '2030-01-01T00:00:00Z');
		await mark('present', '2026-11-21T11:30:00Z');
		expect(await state()).toBe('present');
		await expectRefusal(
			perform(activities.removeSession, system, { id: session }),
			'activities.session-held'
		);
		const { sessions, registrations } = await shown();
		expect(sessions[0]).toMatchObject({ present: 1, marked: 1 });
		expect(registrations[0]).toMatchObject({ present: 1, marked: 1 });
		await perform(activities.removeSession, system, { id: sessions[1]?.id ?? '' });
	});
});

describe('the price of an activity', () => {
	it('is paid with its entry, never beyond, and cancelled with the opposite one', async () => {
		const { as, system, first, register, shown, ...course } = await aCourse({ priceCents: 3000 });
		await aFiscalYear(system);
		const { registrationId: id } = await register(first);
		const cash = { id, means: 'cash' as const, date: '2026-11-21' };
		await expectRefusal(
			perform(activities.takePayment, as('secretary'), cash),
			'platform.not-allowed'
		);
		await expectRefusal(
			perform(activities.takePayment, system, { ...cash, amountCents: 3001 }),
			'activities.amount-outside'
		);
		await expectRefusal(
			perform(activities.takePayment, system, { ...cash, date: '2025-11-21' }),
			'accounting.no-year-on-day'
		);
		await perform(activities.takePayment, system, { ...cash, amountCents: 1000 });
		const rest = await perform(activities.takePayment, system, cash);
		const entry = await perform(accounting.getEntry, system, { entryId: rest.entryId });
		expect(entry.totalCents).toBe(2000);
		const [link] = entry.links;
		expect(link?.href).toBe(`activities/${course.id}`);
		expect(link?.label).toMatch(/^Inscription de Anne .*, Poterie$/);
		const paid = { entryId: rest.entryId };
		expect((await perform(accounting.getEntry, as('accountant'), paid)).links).toEqual([]);
		expect(entry.lines.map(({ account }) => account)).toEqual(['530', '706']);
		await expectRefusal(perform(activities.takePayment, system, cash), 'activities.nothing-left');
		await expectRefusal(
			perform(activities.cancelRegistration, system, { id }),
			'activities.registration-paid'
		);
		expect((await shown()).registrations[0]).toMatchObject({ paidCents: 3000 });
		expect(await perform(activities.cancelPayments, system, { id })).toEqual({ cancelled: 2 });
		expect((await shown()).registrations[0]).toMatchObject({ paidCents: 0 });
		const { entries } = await perform(accounting.listEntries, system, {});
		expect(entries).toHaveLength(4);
		await perform(activities.cancelRegistration, system, { id });
	});
});
