import { describe, expect, it } from 'vitest';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { anAccount, mailTo, secretIn } from '#tests/support/people-who-sign-in.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { HOST_ID } from '../actor.ts';
import { now, replaceClock } from '../clock.ts';
import { inHost } from '../database/db.ts';
import { setPassword } from './set-password.ts';
import { findSession } from './sessions.ts';
import { requestLink } from './request-link.ts';
import { describeLink, useSignInLink } from './use-link.ts';

const program = useTestProgram();
const client = { address: '192.0.2.1', userAgent: 'test' };

async function linkFor(email: string, next?: string): Promise<string> {
	await requestLink({ email, next }, client);
	return secretIn((await mailTo(email))[0]?.body_text);
}

describe('a sign-in link', () => {
	it('is not sent to an address without account, which gets the same answer', async () => {
		expect(await requestLink({ email: 'inconnue@example.org' }, client)).toBeUndefined();
		expect(await mailTo('inconnue@example.org')).toEqual([]);
		await expectRefusal(requestLink({ email: 'inconnue@' }, client), 'platform.email-invalid');
	});

	it('is sent three times in a quarter of an hour, no more', async () => {
		const { email } = await anAccount();
		for (let count = 0; count < 3; count += 1) await requestLink({ email }, client);
		await expectRefusal(requestLink({ email }, client), 'platform.too-many-attempts');
	});

	it('no longer holds after ten minutes', async () => {
		const { email } = await anAccount();
		const secret = await linkFor(email);
		const tenMinutesLater = new Date(now().getTime() + 10 * 60_000);
		const restore = replaceClock(() => tenMinutesLater);
		try {
			expect(await describeLink(secret)).toBeUndefined();
			await expectRefusal(useSignInLink(secret, client), 'platform.link-expired');
		} finally {
			restore();
		}
	});

	it('no longer holds once the password has changed', async () => {
		const { email, session } = await anAccount();
		const secret = await linkFor(email);
		await setPassword(session, { password: 'trois abeilles au vol' });
		await expectRefusal(useSignInLink(secret, client), 'platform.link-expired');
	});

	it('opens one session, whoever looks at it before and however many press at once', async () => {
		const { email, id } = await anAccount();
		const secret = await linkFor(email, '/amis/people');
		expect(await describeLink(secret)).toEqual({ purpose: 'sign-in', email });
		expect(await describeLink(secret)).toBeDefined();
		const presses = await Promise.allSettled([1, 2, 3].map(() => useSignInLink(secret, client)));
		const opened = presses.filter((press) => press.status === 'fulfilled');
		expect(opened).toHaveLength(1);
		const session = await inHost(program.runtime.database.db, (tx) =>
			findSession(tx, opened[0]?.value.secret ?? '')
		);
		expect(session?.accountId).toBe(id);
	});

	it('stands in the outbox of the one association it opens, and sealed when there are several or none', async () => {
		const [here, there] = [await anAssociation('A'), await anAssociation('B')];
		const places = [here, there].map(({ id }) => ({ id, role: 'member' as const }));
		const accounts = [
			await anAccount(),
			await anAccount({ in: places.slice(0, 1) }),
			await anAccount({ in: places })
		];
		const mails = [];
		for (const { email } of accounts) {
			await requestLink({ email }, client);
			mails.push((await mailTo(email))[0]);
		}
		expect(mails.map((mail) => `${mail?.association_id} ${mail?.secrecy}`)).toEqual([
			`${HOST_ID} sealed`,
			`${here.id} link`,
			`${here.id} sealed`
		]);
	});
});
