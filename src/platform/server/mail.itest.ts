import { simpleParser, type ParsedMail } from 'mailparser';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { anAccount, mailTo } from '#tests/support/people-who-sign-in.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { now, replaceClock } from './clock.ts';
import { startJobs } from './jobs.ts';
import { sendWaitingMail } from './mail.ts';
import { getMail, invitePerson, listMail, retryMail, revealMail } from './operations/index.ts';
import { perform } from './perform.ts';
import { requestLink } from './identity/request-link.ts';

const program = useTestProgram();
const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
	for (const close of closing.splice(0).reverse()) await close();
});

function recipientOf({ to }: ParsedMail): string | undefined {
	return [to].flat()[0]?.text;
}

/** A mail server on this machine that the program sends to; the first mail to `refusing` is refused. */
async function aMailServer({ refusing = '' } = {}) {
	let refused = false;
	const received: ParsedMail[] = [];
	let arrived = () => {};
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onData(stream, _session, done) {
			simpleParser(stream).then((mail) => {
				if (!refused && recipientOf(mail) === refusing) {
					refused = true;
					return done(Object.assign(new Error('mailbox busy'), { responseCode: 450 }));
				}
				received.push(mail);
				done();
				arrived();
			}, done);
		}
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	closing.push(() => new Promise<void>((resolve) => server.close(resolve)));
	const { port } = server.server.address() as AddressInfo;
	const settings = program.runtime.settings as { smtpUrl: string | undefined };
	settings.smtpUrl = `smtp://127.0.0.1:${port}?ignoreTLS=true`;
	closing.push(() => {
		settings.smtpUrl = undefined;
	});
	return { received, next: () => new Promise<void>((resolve) => (arrived = resolve)) };
}

async function anInvitation(email: string) {
	const association = await anAssociation('Les Jardins de Kerlann');
	const caller = association.as('administrator');
	await perform(invitePerson, caller, { email, role: 'member' });
	const { rows } = await perform(listMail, caller, {});
	return { association, caller, mail: rows[0] as (typeof rows)[number] };
}

describe('the outbox', () => {
	it('is read by administrators, each their own', async () => {
		const { association, mail } = await anInvitation('a@example.org');
		await expectRefusal(perform(listMail, association.as('member'), {}), 'platform.not-allowed');
		const elsewhere = (await anAssociation()).as('administrator');
		expect((await perform(listMail, elsewhere, {})).rows).toEqual([]);
		for (const operation of [getMail, retryMail, revealMail]) {
			await expectRefusal(
				perform(operation, elsewhere, { id: mail.id }),
				'platform.mail-not-found'
			);
		}
	});

	it('loses nothing without a server, and lets an administrator hand a link over, which is audited', async () => {
		const { caller, mail, association } = await anInvitation('b@example.org');
		expect(await sendWaitingMail()).toBe(0);
		expect(mail.state).toBe('waiting');
		expect(await perform(getMail, caller, { id: mail.id })).toMatchObject({
			text: null,
			canReveal: true
		});
		const { text } = await perform(revealMail, caller, { id: mail.id });
		expect(text).toContain('/invitation/');
		const owner = await program.owner();
		await owner.query("SELECT set_config('app.association_id', $1, false)", [association.id]);
		const { rows } = await owner.query(
			"SELECT subject_id FROM platform.audit WHERE operation = 'platform.reveal-mail'"
		);
		await owner.end();
		expect(rows).toEqual([{ subject_id: mail.id }]);
	});

	it('never shows a link that opens several associations', async () => {
		const [here, there] = [await anAssociation('A'), await anAssociation('B')];
		const { email } = await anAccount({
			in: [
				{ id: here.id, role: 'member' },
				{ id: there.id, role: 'administrator' }
			]
		});
		await requestLink({ email }, { address: '192.0.2.9' });
		const caller = here.as('administrator');
		const { rows } = await perform(listMail, caller, { state: 'waiting' });
		expect(rows.map((row) => row.recipient)).toEqual([email]);
		const id = rows[0]?.id as string;
		expect(await perform(getMail, caller, { id })).toMatchObject({ text: null, canReveal: false });
		await expectRefusal(perform(revealMail, caller, { id }), 'platform.mail-sealed');
	});

	it('is paged, the last first', async () => {
		const { caller } = await anInvitation('p1@example.org');
		for (const name of ['p2', 'p3']) {
			await perform(invitePerson, caller, { email: `${name}@example.org`, role: 'member' });
		}
		const first = await perform(listMail, caller, { limit: 2 });
		const second = await perform(listMail, caller, { limit: 2, cursor: first.nextCursor ?? '' });
		expect([...first.rows, ...second.rows].map((row) => row.recipient)).toEqual(
			['p3', 'p2', 'p1'].map((name) => `${name}@example.org`)
		);
		expect(second.nextCursor).toBeNull();
	});
});

describe('a mail', () => {
	it('that the server refuses is kept with its reason, and leaves when tried again', async () => {
		const { received } = await aMailServer({ refusing: 'c@example.org' });
		const { caller, mail } = await anInvitation('c@example.org');
		await sendWaitingMail();
		expect(received.map(recipientOf)).not.toContain('c@example.org');
		const { rows } = await perform(listMail, caller, { state: 'failed' });
		expect(rows[0]?.lastError).toContain('mailbox busy');
		expect(rows[0]?.nextAttemptAt.getTime()).toBeGreaterThan(now().getTime());
		await expectRefusal(perform(revealMail, caller, { id: mail.id }), 'platform.mail-sealed');
		await perform(retryMail, caller, { id: mail.id });
		await sendWaitingMail();
		expect(received.map(recipientOf)).toContain('c@example.org');
		expect((await perform(getMail, caller, { id: mail.id })).state).toBe('sent');
		await expectRefusal(perform(retryMail, caller, { id: mail.id }), 'platform.mail-already-sent');
	});

	it('leaves at once, by whatever clock the program goes', async () => {
		const { received } = await aMailServer();
		const behind = new Date(now().getTime() - 3_600_000);
		closing.push(replaceClock(() => behind));
		await anInvitation('e@example.org');
		await sendWaitingMail();
		expect(received.map(recipientOf)).toContain('e@example.org');
	});

	it('leaves by itself after the commit, once, and its link is then wiped', async () => {
		const { received, next } = await aMailServer();
		while ((await sendWaitingMail()) > 0);
		received.length = 0;
		const stop = await startJobs(program.runtime, [], 'src/cli/main.ts');
		const arrival = next();
		const { caller, mail } = await anInvitation('d@example.org');
		await arrival;
		await stop();
		await sendWaitingMail();
		expect(received).toHaveLength(1);
		expect(received[0]?.subject).toBe('Votre invitation\u202f: Les Jardins de Kerlann');
		expect(received[0]?.text).toContain('/invitation/');
		expect(received[0]?.headers.get('auto-submitted')).toBe('auto-generated');
		expect((await mailTo('d@example.org'))[0]?.body_text).toBe('');
		await expectRefusal(perform(revealMail, caller, { id: mail.id }), 'platform.mail-sealed');
	});
});
