import { describe, expect, it } from 'vitest';
import { listMail } from '#platform/server/operations/index.ts';
import { perform } from '#platform/server/perform.ts';
import { people } from '#modules/people/server/index.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { anAssociationWithDues, onTheSameDay } from './dues.testing.ts';
import * as membership from './operations.ts';
import { remindEverywhere } from './remind-everywhere.ts';

useTestProgram();
onTheSameDay();

const late = {
	about: 'due' as const,
	days: 7,
	subject: '{cotisation} : {montant}',
	body: 'Bonjour {nom},\nvous devez {montant} à {association} depuis le {date}. Merci, {civilité}.'
};

/** Somebody with an address who owes 20 € since a given day, and the reminder of seven days after. */
async function aLatePayer(startsOn = '2026-11-12') {
	const house = await anAssociationWithDues();
	const { system, tariffId } = house;
	const email = 'brieuc@example.org';
	const late1 = await aPerson(system, {
		firstName: 'Brieuc',
		lastName: 'Le Guen',
		honorific: 'M.',
		email
	});
	const { membershipId } = await perform(membership.recordMembership, system, {
		personId: late1,
		tariffId,
		startsOn
	});
	const rule = await perform(membership.defineReminder, system, late);
	const mails = async () => (await perform(listMail, system, {})).rows;
	return { ...house, late: late1, email, membershipId, ruleId: rule.id, mails };
}

describe('reminders refuse', () => {
	it('members and accountants, unknown fields, the same moment twice, and those of others', async () => {
		const { as, system, ruleId, late: personId } = await aLatePayer();
		for (const role of ['member', 'accountant'] as const) {
			await expectRefusal(perform(membership.sendReminders, as(role), {}), 'platform.not-allowed');
		}
		const refusal = await expectRefusal(
			perform(membership.defineReminder, system, { ...late, days: 8, body: 'Bonjour {prénom}' }),
			'membership.merge-field-unknown'
		);
		expect(refusal.faults[0]).toMatchObject({ path: 'body', parameters: { field: '{prénom}' } });
		await expectRefusal(
			perform(membership.defineReminder, system, late),
			'membership.reminder-moment-taken'
		);
		const other = await anAssociationWithDues();
		await expectRefusal(
			perform(membership.editReminder, other.system, { ...late, id: ruleId }),
			'membership.reminder-not-found'
		);
		await expectRefusal(
			perform(membership.stopReminders, other.system, { personId, stopped: true }),
			'membership.person-unknown'
		);
	});
});

describe('a reminder', () => {
	it('says what is owed, leaves by mail, once only', async () => {
		const { as, system, late: personId, email, mails } = await aLatePayer();
		const { reminders } = await perform(membership.previewReminders, as('secretary'), {});
		expect(reminders).toMatchObject([{ personId, recipient: email, amountCents: 2000 }]);
		expect(reminders[0]?.text).toContain('Bonjour Brieuc Le Guen,\nvous devez 20,00');
		expect(reminders[0]?.text).toContain('depuis le 12 novembre 2026. Merci, Monsieur.');
		expect(await mails()).toEqual([]);
		const first = await perform(membership.sendReminders, as('secretary'), {});
		expect(first).toEqual({ sent: 1, withoutAddress: 0, more: false });
		expect(await perform(membership.sendReminders, system, {})).toMatchObject({ sent: 0 });
		await remindEverywhere.run({});
		expect(await mails()).toMatchObject([{ recipient: email }]);
		const journal = await perform(membership.listReminders, system, { personId });
		expect(journal.reminders).toMatchObject([{ recipient: email, targetDay: '2026-11-12' }]);
	});

	it('is sent by the job of the morning, when two run at once too', async () => {
		const { mails } = await aLatePayer();
		await Promise.all([remindEverywhere.run({}), remindEverywhere.run({})]);
		expect(await mails()).toHaveLength(1);
	});

	it.each([
		['2026-11-15', 0],
		['2026-11-14', 1],
		['2026-11-07', 1],
		['2026-11-06', 0]
	])('of seven days, for dues of %s: %i', async (startsOn, count) => {
		const { system } = await aLatePayer(startsOn);
		const { reminders } = await perform(membership.previewReminders, system, {});
		expect(reminders).toHaveLength(count);
	});

	it('is not sent to whoever paid, is archived, has no address, or said no more', async () => {
		const { system, late: personId, membershipId, tariffId, mails } = await aLatePayer();
		const noAddress = await aPerson(system, { firstName: 'Dana' });
		await perform(membership.recordMembership, system, {
			personId: noAddress,
			tariffId,
			startsOn: '2026-11-12'
		});
		await perform(membership.stopReminders, system, { personId, stopped: true });
		expect(await perform(membership.sendReminders, system, {})).toEqual({
			sent: 0,
			withoutAddress: 1,
			more: false
		});
		const { stopped } = await perform(membership.listReminders, system, {});
		expect(stopped).toMatchObject([{ personId }]);
		await perform(membership.stopReminders, system, { personId, stopped: false });
		await perform(people.archivePerson, system, { id: personId });
		expect(await perform(membership.sendReminders, system, {})).toMatchObject({ sent: 0 });
		await perform(people.restorePerson, system, { id: personId });
		await perform(membership.takePayment, system, {
			means: 'cash',
			date: '2026-11-20',
			memberships: [{ id: membershipId }]
		});
		expect(await perform(membership.sendReminders, system, {})).toMatchObject({ sent: 0 });
		expect(await mails()).toEqual([]);
	});

	it('follows each instalment, and leaves before a day too', async () => {
		const { system, membershipId: id } = await aLatePayer('2026-09-01');
		await perform(membership.planInstalments, system, {
			id,
			instalments: [
				{ dueOn: '2026-10-13', amountCents: 500 },
				{ dueOn: '2026-11-13', amountCents: 700 },
				{ dueOn: '2026-11-24', amountCents: 800 }
			]
		});
		await perform(membership.takePayment, system, {
			means: 'cash',
			date: '2026-11-20',
			memberships: [{ id, amountCents: 600 }]
		});
		await perform(membership.defineReminder, system, { ...late, days: -5 });
		const { reminders } = await perform(membership.previewReminders, system, {});
		expect(reminders.map(({ targetDay, amountCents }) => [targetDay, amountCents]).sort()).toEqual([
			['2026-11-13', 600],
			['2026-11-24', 800]
		]);
	});

	it('of the end of a membership is for who has not renewed', async () => {
		const { system, late: personId, tariffId, ruleId } = await aLatePayer('2025-09-01');
		await perform(membership.removeReminder, system, { id: ruleId });
		await perform(membership.defineReminder, system, { ...late, about: 'end', days: 80 });
		const { reminders } = await perform(membership.previewReminders, system, {});
		expect(reminders).toMatchObject([{ targetDay: '2026-08-31' }]);
		await perform(membership.recordMembership, system, { personId, tariffId });
		expect((await perform(membership.previewReminders, system, {})).reminders).toEqual([]);
	});
});
