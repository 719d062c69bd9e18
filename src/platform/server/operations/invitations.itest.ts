import { describe, expect, it } from 'vitest';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { anAccount, mailTo, secretIn } from '#tests/support/people-who-sign-in.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { now, replaceClock } from '../clock.ts';
import { acceptInvitation, describeInvitation } from '../identity/accept-invitation.ts';
import { perform } from '../perform.ts';
import { invitePerson, listAccess, listInvitations, revokeInvitation } from './index.ts';

useTestProgram();
const client = { address: '192.0.2.1', userAgent: 'test' };
const locale = 'fr' as const;
let count = 0;

async function anInvitation(email = `invitee-${(count += 1)}@example.org`) {
	const association = await anAssociation();
	const caller = association.as('administrator');
	const { id } = await perform(invitePerson, caller, { email, role: 'treasurer' });
	const secret = secretIn((await mailTo(email))[0]?.body_text);
	const roles = async () =>
		(await perform(listAccess, caller, {})).rows.map((row) => `${row.email} ${row.role}`);
	return { association, caller, email, id, secret, roles };
}

describe('an invitation', () => {
	it('is not sent by a member, nor to somebody who is inside', async () => {
		const { association, caller } = await anInvitation();
		const { email } = await anAccount({ in: [{ id: association.id, role: 'member' }] });
		await expectRefusal(
			perform(invitePerson, association.as('member'), { email, role: 'member' }),
			'platform.not-allowed'
		);
		await expectRefusal(
			perform(invitePerson, caller, { email: email.toUpperCase(), role: 'member' }),
			'platform.already-inside'
		);
	});

	it('does not let in without its owner’s account, when the address has one', async () => {
		const { email, session } = await anAccount();
		const { secret, roles } = await anInvitation(email);
		const stranger = await anAccount();
		for (const other of [undefined, stranger.session]) {
			expect((await describeInvitation(secret, other))?.step).toBe('sign-in');
			await expectRefusal(
				acceptInvitation(secret, other, { locale }, client),
				'platform.invitation-other-account'
			);
		}
		expect(await acceptInvitation(secret, session, { locale }, client)).toMatchObject({
			secret: undefined
		});
		expect(await roles()).toEqual([`${email} treasurer`]);
	});

	it('does not change the role of an administrator who opens it for somebody else', async () => {
		const { association, secret, roles } = await anInvitation();
		const { session, email } = await anAccount({
			in: [{ id: association.id, role: 'administrator' }]
		});
		expect((await describeInvitation(secret, session))?.step).toBe('sign-out');
		await expectRefusal(
			acceptInvitation(secret, session, { locale }, client),
			'platform.invitation-other-account'
		);
		expect(await roles()).toEqual([`${email} administrator`]);
	});

	it('no longer holds once taken back, replaced, or fourteen days old', async () => {
		const { caller, id, secret, email } = await anInvitation();
		await perform(invitePerson, caller, { email, role: 'member' });
		expect(await describeInvitation(secret, undefined)).toBeUndefined();
		await expectRefusal(perform(revokeInvitation, caller, { id }), 'platform.invitation-not-found');
		const other = await anInvitation();
		await expectRefusal(
			perform(revokeInvitation, caller, { id: other.id }),
			'platform.invitation-not-found'
		);
		await perform(revokeInvitation, other.caller, { id: other.id });
		expect((await perform(listInvitations, other.caller, {})).rows).toEqual([]);
		const given = { name: 'Yann', locale };
		await expectRefusal(
			acceptInvitation(other.secret, undefined, given, client),
			'platform.link-expired'
		);
		const third = await anInvitation();
		const fortnightLater = new Date(now().getTime() + 14 * 86_400_000);
		const restore = replaceClock(() => fortnightLater);
		await expectRefusal(
			acceptInvitation(third.secret, undefined, given, client),
			'platform.link-expired'
		).finally(restore);
	});

	it('opens an account and lets it in, once; a refused password leaves it whole', async () => {
		const { secret, email, roles, caller } = await anInvitation();
		const accept = (password: string) =>
			acceptInvitation(secret, undefined, { name: 'Yann', password, locale }, client);
		await expectRefusal(accept('motdepasse'), 'platform.password-common');
		const outcomes = await Promise.allSettled([1, 2].map(() => accept('trois abeilles au vol')));
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(await roles()).toEqual([`${email} treasurer`]);
		expect((await perform(listInvitations, caller, {})).rows).toEqual([]);
	});
});
