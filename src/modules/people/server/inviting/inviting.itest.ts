import { describe, expect, it } from 'vitest';
import { now, replaceClock } from '#platform/server/clock.ts';
import { acceptInvitation } from '#platform/server/identity/index.ts';
import { deliverOutbox } from '#platform/server/outbox.ts';
import type { Caller } from '#platform/server/perform.ts';
import { perform } from '#platform/server/perform.ts';
import { aPerson } from '#modules/people/testing/people.ts';
import { anImport } from '#modules/people/testing/import-file.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { mailTo, secretIn } from '#tests/support/people-who-sign-in.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import * as people from '../operations.ts';

useTestProgram();

const preview = (caller: Caller) => perform(people.previewInvitations, caller, {});
let count = 0;
const anEmail = () => `Invite-${(count += 1)}@exemple.org`;

async function accept(email: string, name: string) {
	const [mail] = await mailTo(email.toLowerCase());
	const client = { address: '192.0.2.7', userAgent: 'test' };
	const given = { name, locale: 'fr' as const };
	return acceptInvitation(secretIn(mail?.body_text), undefined, given, client);
}

describe('inviting the members', () => {
	it('is for those who write the records', async () => {
		const association = await anAssociation();
		const personId = await aPerson(association.system, { email: anEmail() });
		for (const role of ['treasurer', 'member', 'accountant'] as const) {
			const caller = association.as(role);
			for (const asked of [
				() => preview(caller),
				() => perform(people.inviteMembers, caller, {}),
				() => perform(people.inviteAgain, caller, { personId })
			]) {
				await expectRefusal(asked(), 'platform.not-allowed');
			}
		}
		const stranger = (await anAssociation()).as('secretary');
		const again = perform(people.inviteAgain, stranger, { personId });
		await expectRefusal(again, 'people.person-not-found');
		await expectRefusal(perform(people.inviteMembers, stranger, {}), 'people.nobody-to-invite');
	});

	it('says who is left out and why, and writes once to each address', async () => {
		const association = await anAssociation();
		const { system } = association;
		const secretary = association.as('secretary');
		const [family, alone] = [anEmail(), anEmail()];
		const child = await aPerson(system, { firstName: 'Léo', email: family });
		const parent = await aPerson(system, { firstName: 'Nora', email: family });
		await perform(people.addHousehold, system, {
			members: [
				{ person: child, role: 'child' },
				{ person: parent, role: 'parent' }
			]
		});
		const without = await aPerson(system, { firstName: 'Sans' });
		await aPerson(system, { firstName: 'Seul', email: alone });
		const archived = await aPerson(system, { email: anEmail() });
		await perform(people.archivePerson, system, { id: archived });
		await perform(people.addPerson, system, {
			kind: 'legal',
			organisationName: 'Mairie',
			email: anEmail()
		});
		const before = await preview(secretary);
		expect(before.counts).toEqual({
			invitable: 2,
			'no-email': 1,
			inside: 0,
			invited: 0,
			'shares-email': 1
		});
		expect(before.lines.find(({ leftOut }) => leftOut === 'shares-email')?.personId).toBe(child);
		expect(before.lines.find(({ leftOut }) => leftOut === 'no-email')?.personId).toBe(without);
		expect(await perform(people.inviteMembers, secretary, {})).toEqual({ sent: 2, left: 0 });
		await expectRefusal(perform(people.inviteMembers, secretary, {}), 'people.nobody-to-invite');
		expect(await mailTo(family.toLowerCase())).toHaveLength(1);
		await expectRefusal(
			perform(people.inviteAgain, secretary, { personId: without }),
			'people.invite-no-email'
		);
		await accept(family, 'Nora');
		const after = await preview(secretary);
		expect(after.counts).toMatchObject({ inside: 2, invited: 1, invitable: 0 });
		const inside = perform(people.inviteAgain, secretary, { personId: child });
		await expectRefusal(inside, 'people.invite-inside');
	});

	it('is sent again to one, whose former link no longer holds, and to all once it is too old', async () => {
		const association = await anAssociation();
		const secretary = association.as('secretary');
		const email = anEmail();
		const personId = await aPerson(association.system, { email });
		await perform(people.inviteMembers, secretary, {});
		const [first] = await mailTo(email.toLowerCase());
		await perform(people.inviteAgain, secretary, { personId });
		const client = { address: '192.0.2.8', userAgent: 'test' };
		const given = { name: 'X', locale: 'fr' as const };
		const late = acceptInvitation(secretIn(first?.body_text), undefined, given, client);
		await expectRefusal(late, 'platform.link-expired');
		const later = new Date(now().getTime() + 15 * 86_400_000);
		const back = replaceClock(() => later);
		try {
			expect((await preview(secretary)).counts.invitable).toBe(1);
			expect((await perform(people.inviteMembers, secretary, {})).sent).toBe(1);
		} finally {
			back();
		}
	});

	it('goes on by itself for a large association, each once even when told twice', async () => {
		const association = await anAssociation();
		const secretary = association.as('secretary');
		const file = [
			'Nom;E-mail',
			...Array.from({ length: 600 }, (_, n) => `Grand ${n};${anEmail()}`)
		];
		const { id } = await anImport(secretary, file.join('\n'));
		await perform(people.commitImport, secretary, { id });
		const first = await perform(people.inviteMembers, secretary, {});
		expect(first).toEqual({ sent: 250, left: 350 });
		expect((await preview(secretary)).underWay).toBe(true);
		while ((await deliverOutbox()) > 0);
		const { counts, underWay } = await preview(secretary);
		expect([counts.invited, counts.invitable, underWay]).toEqual([600, 0, false]);
	});
});
