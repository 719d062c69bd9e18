import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { inAssociation } from './database/db.ts';
import { gather } from './gather.ts';
import { defineOperation } from './operation.ts';
import { perform } from './perform.ts';

const program = useTestProgram();

/** Writes one mail, then refuses if told to; answers its transaction. */
const write = defineOperation({
	name: 'platform.write-together',
	summary: 'Write a mail',
	permission: 'platform.configure',
	kind: 'command',
	gathers: true,
	http: { method: 'post', path: '/together' },
	input: z.strictObject({ subject: z.string(), fails: z.enum(['refusal', 'database']).optional() }),
	output: z.object({ transaction: z.string() }),
	async run({ tx, association }, { subject, fails }) {
		const { rows } = await sql<{ transaction: string }>`
			insert into platform.mail (association_id, id, recipient, subject, body_text)
			values (${association.id}, ${newId()}, 'a@example.org', ${subject}, '')
			returning pg_current_xact_id()::text as transaction`.execute(tx);
		if (fails === 'refusal') throw new Refusal('invalid', 'platform.input-invalid');
		if (fails === 'database') await sql`select 1 / 0`.execute(tx);
		return rows[0] as { transaction: string };
	}
});

async function subjectsIn(associationId: string): Promise<string[]> {
	return inAssociation(program.runtime.database.db, associationId, async (tx) => {
		const { rows } = await sql<{ subject: string }>`
			select subject from platform.mail order by subject`.execute(tx);
		return rows.map(({ subject }) => subject);
	});
}

describe('operations that gather', () => {
	it('share a transaction when they arrive while one is under way', async () => {
		const association = await anAssociation();
		const caller = association.as('administrator');
		const subjects = ['a', 'b', 'c', 'd'];
		const written = await Promise.all(
			subjects.map((subject) => perform(write, caller, { subject }))
		);
		expect(new Set(written.map(({ transaction }) => transaction)).size).toBe(2);
		expect(await subjectsIn(association.id)).toEqual(subjects);
	});

	it('never bear the refusal of another, nor an error of the database', async () => {
		const association = await anAssociation();
		const caller = association.as('administrator');
		const outcomes = await Promise.allSettled([
			perform(write, caller, { subject: 'a' }),
			perform(write, caller, { subject: 'b' }),
			perform(write, caller, { subject: 'refused', fails: 'refusal' }),
			perform(write, caller, { subject: 'broken', fails: 'database' }),
			perform(write, caller, { subject: 'c' })
		]);
		expect(outcomes.map(({ status }) => status)).toEqual([
			'fulfilled',
			'fulfilled',
			'rejected',
			'rejected',
			'fulfilled'
		]);
		expect(await subjectsIn(association.id)).toEqual(['a', 'b', 'c']);
	});

	it('are not done again when the connection was lost: nobody knows what it kept', async () => {
		const { id } = await anAssociation();
		const { db } = program.runtime.database;
		let done = 0;
		const lost = () => {
			done += 1;
			return Promise.reject(new Refusal('unavailable', 'platform.database-unavailable'));
		};
		const first = gather(db, id, () => Promise.resolve('alone'));
		const others = await Promise.allSettled([gather(db, id, lost), gather(db, id, lost)]);
		expect(await first).toBe('alone');
		expect(others.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		expect(done).toBe(1);
	});

	it('answer once per idempotency key, even within one transaction', async () => {
		const association = await anAssociation();
		const caller = association.as('administrator');
		const idempotency = { key: 'once', actorId: newId() };
		const send = () => perform(write, caller, { subject: 'once' }, { idempotency });
		const [first, ...others] = await Promise.all([send(), send(), send()]);
		expect(others).toEqual([first, first]);
		expect(await subjectsIn(association.id)).toEqual(['once']);
	});
});
