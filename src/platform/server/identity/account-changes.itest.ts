import { describe, expect, it } from 'vitest';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { anAccount, mailTo, secretIn } from '#tests/support/people-who-sign-in.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { now } from '../clock.ts';
import { perform } from '../perform.ts';
import { listAccess } from '../operations/index.ts';
import { inHost } from '../database/db.ts';
import { confirmEmailChange, requestEmailChange } from './change-email.ts';
import { editAccount } from './edit-account.ts';
import { findSession, type Session } from './sessions.ts';
import { setPassword } from './set-password.ts';
import { signIn } from './sign-in.ts';
import { useSignInLink } from './use-link.ts';

const program = useTestProgram();
const password = 'trois abeilles au vol';
const client = { address: '192.0.2.1', userAgent: 'test' };
const old = (session: Session): Session => ({
	...session,
	openedAt: new Date(now().getTime() - 16 * 60_000)
});

describe('the password', () => {
	it('is not changed by a session left open, without the current one', async () => {
		const withPassword = await anAccount({ password });
		const change = { password: 'une ruche sous le tilleul' };
		await expectRefusal(setPassword(old(withPassword.session), change), 'platform.password-wrong');
		const without = await anAccount();
		await expectRefusal(setPassword(old(without.session), change), 'platform.sign-in-again');
		const named = await anAccount({ in: [{ ...(await anAssociation()), role: 'member' }] });
		await expectRefusal(
			setPassword(named.session, { password: 'Les amis du test' }),
			'platform.password-told'
		);
	});

	it('ends the other sessions when it changes, and opens the door from then on', async () => {
		const { email, session, secret } = await anAccount({ password });
		const other = await signIn({ email, password }, client);
		await setPassword(old(session), { password: 'une ruche sous le tilleul', current: password });
		await expectRefusal(signIn({ email, password }, client), 'platform.sign-in-refused');
		await signIn({ email, password: 'une ruche sous le tilleul' }, client);
		const find = (one: string) => inHost(program.runtime.database.db, (tx) => findSession(tx, one));
		expect(await find(other.secret)).toBeUndefined();
		expect(await find(secret)).toBeDefined();
	});
});

describe('the address', () => {
	it('is not changed to the same, nor by a session left open', async () => {
		const { email, session } = await anAccount({ password });
		await expectRefusal(requestEmailChange(session, { email }), 'platform.email-unchanged');
		await expectRefusal(
			requestEmailChange(old(session), { email: 'a@example.org', current: 'x' }),
			'platform.password-wrong'
		);
	});

	it('of another account gets a word and no link, with the same answer', async () => {
		const { email } = await anAccount();
		const { session } = await anAccount();
		expect(await requestEmailChange(session, { email })).toBeUndefined();
		expect(secretIn((await mailTo(email))[0]?.body_text)).toBe('no link');
	});

	it('changes when the new one confirms, the old one being told; a sign-in link can’t do it', async () => {
		const association = await anAssociation();
		const { email, session } = await anAccount({ in: [{ ...association, role: 'member' }] });
		const next = 'nouvelle@example.org';
		await requestEmailChange(session, { email: next });
		expect((await mailTo(email))[0]?.body_text).toContain(next);
		const secret = secretIn((await mailTo(next))[0]?.body_text);
		await expectRefusal(useSignInLink(secret, client), 'platform.link-expired');
		expect(await confirmEmailChange(secret)).toEqual({ email: next });
		await expectRefusal(confirmEmailChange(secret), 'platform.link-expired');
		const { rows } = await perform(listAccess, association.system, {});
		expect(rows.map((row) => row.email)).toEqual([next]);
	});
});

describe('the name', () => {
	it('is refused empty, and follows into the associations', async () => {
		const association = await anAssociation();
		const { id } = await anAccount({ in: [{ ...association, role: 'member' }] });
		await expectRefusal(editAccount(id, { name: ' ', locale: 'fr' }), 'platform.field-missing');
		await editAccount(id, { name: 'Claire Le Goff', locale: 'en' });
		const { rows } = await perform(listAccess, association.system, {});
		expect(rows.map((row) => row.name)).toEqual(['Claire Le Goff']);
	});
});
