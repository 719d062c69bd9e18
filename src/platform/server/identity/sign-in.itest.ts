import { describe, expect, it } from 'vitest';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { anAccount } from '#tests/support/people-who-sign-in.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { now, replaceClock } from '../clock.ts';
import { inHost } from '../database/db.ts';
import type { Tx } from '../operation.ts';
import { closeOtherSessions, closeSession, findSession, listSessions } from './sessions.ts';
import { signIn } from './sign-in.ts';

const program = useTestProgram();
const host = <T>(work: (tx: Tx) => Promise<T>) => inHost(program.runtime.database.db, work);
const password = 'trois abeilles au vol';
const from = (address: string) => ({ address, userAgent: 'test' });

describe('signing in', () => {
	it('refuses alike a wrong password, an account without one and an unknown address', async () => {
		const withPassword = await anAccount({ password });
		const without = await anAccount();
		const refusals = [
			{ email: withPassword.email, password: 'trois abeilles en vol' },
			{ email: without.email, password: 'no account has this password' },
			{ email: 'personne@example.org', password },
			{ email: '', password: '' }
		].map((given) => expectRefusal(signIn(given, from('192.0.2.1')), 'platform.sign-in-refused'));
		for (const refusal of await Promise.all(refusals)) expect(refusal.parameters).toEqual({});
	});

	it('refuses even the right password after ten attempts, from there only', async () => {
		const { email } = await anAccount({ password });
		for (let count = 0; count < 10; count += 1) {
			await signIn({ email, password: 'x' }, from('2001:db8::1')).catch(() => {});
		}
		await expectRefusal(
			signIn({ email: email.toUpperCase(), password }, from('2001:db8::2')),
			'platform.too-many-attempts'
		);
		await signIn({ email, password }, from('192.0.2.2'));
	});

	it('opens a session that its owner lists and ends, and nobody else', async () => {
		const account = await anAccount({ password });
		const stranger = await anAccount();
		const { secret } = await signIn(
			{ email: ` ${account.email.toUpperCase()} `, password },
			from('192.0.2.3')
		);
		const session = await host((tx) => findSession(tx, secret));
		expect(session?.email).toBe(account.email);
		const id = session?.id as string;
		expect(await host((tx) => listSessions(tx, account.id))).toHaveLength(2);
		await host((tx) => closeSession(tx, stranger.id, id));
		expect(await host((tx) => findSession(tx, secret))).toBeDefined();
		await host((tx) => closeOtherSessions(tx, account.id, id));
		expect(await host((tx) => findSession(tx, account.secret))).toBeUndefined();
		await host((tx) => closeSession(tx, account.id, id));
		expect(await host((tx) => findSession(tx, secret))).toBeUndefined();
		expect(await host((tx) => findSession(tx, stranger.secret))).toBeDefined();
	});

	it('forgets a session left idle for 30 days, and any after 90', async () => {
		const { secret } = await anAccount();
		const start = now().getTime();
		const after = (days: number) => {
			const restore = replaceClock(() => new Date(start + days * 86_400_000));
			return host((tx) => findSession(tx, secret)).finally(restore);
		};
		expect(await after(31)).toBeUndefined();
		for (const days of [29, 58, 87]) expect(await after(days), `day ${days}`).toBeDefined();
		expect(await after(91)).toBeUndefined();
	});
});
