import { describe, expect, it } from 'vitest';
import { addDays } from '#shared/day.ts';
import { replaceClock, today } from '#platform/server/clock.ts';
import { inHost } from '#platform/server/database/db.ts';
import { accountCaller, grantAccess } from '#platform/server/identity/index.ts';
import type { Role } from '#platform/server/module.ts';
import type { Caller } from '#platform/server/perform.ts';
import { perform } from '#platform/server/perform.ts';
import { runtime } from '#platform/server/runtime.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { anAccount, mailTo } from '#tests/support/people-who-sign-in.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import * as people from '../operations.ts';
import { endDeparturesEverywhere } from './end-departures.ts';

useTestProgram();

const inHostNow = <T>(work: Parameters<typeof inHost<T>>[1]) => inHost(runtime().database.db, work);

async function someoneInside(association: { id: string; system: Caller }, role: Role = 'member') {
	const personId = await aPerson(association.system, { firstName: 'Yann', lastName: 'Le Bihan' });
	const account = await anAccount({ name: 'Yann' });
	const grant = { accountId: account.id, associationId: association.id, role, personId };
	await inHostNow((tx) => grantAccess(tx, grant));
	const caller = await callerOf(association, account.id);
	if (!caller) throw new Error('the account should be inside');
	return { personId, account, caller };
}

const callerOf = ({ id }: { id: string }, accountId: string) =>
	inHostNow((tx) => accountCaller(tx, accountId, { id }));

const isArchived = async (caller: Caller, id: string) =>
	(await perform(people.getPerson, caller, { id })).archived;

describe('leaving', () => {
	it('is for oneself, once, and on a day within a year', async () => {
		const association = await anAssociation();
		const { personId, caller } = await someoneInside(association);
		const other = await aPerson(association.system);
		const secretary = association.as('secretary');
		const elsewhere = (await anAssociation()).as('member', personId);
		for (const [who, id] of [
			[caller, other],
			[secretary, personId],
			[elsewhere, personId]
		] as const) {
			await expectRefusal(perform(people.leaveAssociation, who, { id }), 'people.person-not-found');
		}
		const accountant = association.as('accountant', personId);
		await expectRefusal(
			perform(people.leaveAssociation, accountant, { id: personId }),
			'platform.not-allowed'
		);
		for (const leftOn of ['demain', '31/02/2027', addDays(today(), -1), addDays(today(), 400)]) {
			await expectRefusal(
				perform(people.leaveAssociation, caller, { id: personId, leftOn }),
				'people.leaving-day'
			);
		}
		await expectRefusal(
			perform(people.leaveAssociation, caller, { id: personId, reason: 'a'.repeat(501) }),
			'people.text-too-long'
		);
		await perform(people.leaveAssociation, caller, { id: personId, leftOn: addDays(today(), 30) });
		await expectRefusal(
			perform(people.leaveAssociation, caller, { id: personId }),
			'people.leaving-already'
		);
		expect(await isArchived(secretary, personId)).toBe(false);
	});

	it('is refused to the last administrator, who loses nothing', async () => {
		const association = await anAssociation();
		const { personId, caller, account } = await someoneInside(association, 'administrator');
		await expectRefusal(
			perform(people.leaveAssociation, caller, { id: personId }),
			'platform.last-administrator'
		);
		expect(await isArchived(caller, personId)).toBe(false);
		expect(await callerOf(association, account.id)).toBeDefined();
		await someoneInside(association, 'administrator');
		expect((await perform(people.leaveAssociation, caller, { id: personId })).left).toBe(true);
	});

	it('puts the record away, closes the way in, tells the office, which undoes all of it', async () => {
		const association = await anAssociation();
		const { account: office } = await someoneInside(association, 'secretary');
		const { personId, caller, account } = await someoneInside(association);
		const { id } = await perform(people.leaveAssociation, caller, {
			id: personId,
			reason: 'Je déménage à Brest'
		});
		expect(await callerOf(association, account.id)).toBeUndefined();
		const secretary = association.as('secretary');
		expect(await isArchived(secretary, personId)).toBe(true);
		const [mail] = await mailTo(office.email);
		expect(mail?.subject).toContain('Yann Le Bihan');
		expect(mail?.body_text).toContain('Je déménage à Brest');
		const { rows } = await perform(people.listDepartures, secretary, {});
		expect(rows).toMatchObject([{ id, state: 'left', personName: 'Yann Le Bihan' }]);
		await expectRefusal(
			perform(people.undoDeparture, caller, { id }),
			'people.departure-not-found'
		);
		await expectRefusal(
			perform(people.listDepartures, association.as('treasurer'), {}),
			'platform.not-allowed'
		);
		await perform(people.undoDeparture, secretary, { id });
		expect(await isArchived(secretary, personId)).toBe(false);
		expect((await callerOf(association, account.id))?.actor).toMatchObject({
			role: 'member',
			personId
		});
		await expectRefusal(
			perform(people.undoDeparture, secretary, { id }),
			'people.departure-not-found'
		);
	});

	it('may be announced, taken back by the member, and happens by itself on its day', async () => {
		const association = await anAssociation();
		const { personId, caller, account } = await someoneInside(association);
		const leftOn = addDays(today(), 3);
		const first = await perform(people.leaveAssociation, caller, { id: personId, leftOn });
		expect((await perform(people.ownRecord, caller, {})).leaving).toEqual({
			id: first.id,
			leftOn
		});
		await perform(people.undoDeparture, caller, { id: first.id });
		expect((await perform(people.ownRecord, caller, {})).leaving).toBeNull();
		await perform(people.leaveAssociation, caller, { id: personId, leftOn });
		await endDeparturesEverywhere.run({});
		expect(await callerOf(association, account.id)).toBeDefined();
		const back = replaceClock(() => new Date(`${leftOn}T10:00:00Z`));
		try {
			await endDeparturesEverywhere.run({});
		} finally {
			back();
		}
		expect(await callerOf(association, account.id)).toBeUndefined();
		expect(await isArchived(association.as('secretary'), personId)).toBe(true);
	});

	it('is told to a parent for the child, and keeps the parent inside', async () => {
		const association = await anAssociation();
		const { personId: parent, caller, account } = await someoneInside(association);
		const child = await aPerson(association.system);
		await perform(people.addHousehold, association.system, {
			members: [
				{ person: parent, role: 'parent' },
				{ person: child, role: 'child' }
			]
		});
		await perform(people.leaveAssociation, caller, { id: child });
		expect(await isArchived(association.as('secretary'), child)).toBe(true);
		expect(await callerOf(association, account.id)).toBeDefined();
	});
});
