import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { inAssociation } from './database/db.ts';
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

/** Written with one statement for all the calls, and refused for all when one is wrong. */
const writeAll = defineOperation({
	...write,
	name: 'platform.write-all-together',
	http: { method: 'post', path: '/all-together' },
	async runTogether(calls) {
		const wrong = calls.some(({ input }) => input.fails);
		if (wrong) throw new Refusal('invalid', 'platform.input-invalid');
		const rows = calls.map(({ context, input }) => {
			context.about('mail', input.subject);
			return { id: newId(), subject: input.subject };
		});
		const { tx, association } = (calls[0] as (typeof calls)[number]).context;
		const written = await sql<{ transaction: string }>`
			insert into platform.mail (association_id, id, recipient, subject, body_text)
			select ${association.id}, id, 'a@example.org', subject, ''
			from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, subject text)
			returning pg_current_xact_id()::text as transaction`.execute(tx);
		return written.rows;
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
		expect(new Set(written.map(({ transaction }) => transaction)).size).toBe(1);
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
		const association = await anAssociation();
		let done = 0;
		const lose = defineOperation({
			...write,
			run() {
				done += 1;
				return Promise.reject(new Refusal('unavailable', 'platform.database-unavailable'));
			}
		});
		const caller = association.as('administrator');
		const outcomes = await Promise.allSettled(
			['a', 'b'].map((subject) => perform(lose, caller, { subject }))
		);
		expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		expect(done).toBe(1);
	});

	it('may be done with one statement, each call with its own line of audit', async () => {
		const association = await anAssociation();
		const callers = [association.as('administrator'), association.as('administrator')] as const;
		const [first, second, ...others] = await Promise.all([
			perform(writeAll, callers[0], { subject: 'a' }),
			perform(writeAll, callers[1], { subject: 'b' }),
			perform(write, callers[0], { subject: 'c' }),
			perform(
				writeAll,
				callers[0],
				{ subject: 'd' },
				{ idempotency: { key: 'd', actorId: newId() } }
			)
		]);
		expect([second, ...others]).toEqual([first, first, first]);
		expect(await subjectsIn(association.id)).toEqual(['a', 'b', 'c', 'd']);
		const { rows } = await inAssociation(program.runtime.database.db, association.id, (tx) =>
			sql<{ subject_id: string | null; account_id: string | null }>`
				select subject_id, account_id from platform.audit where operation like 'platform.write-%'
				order by subject_id`.execute(tx)
		);
		expect(rows).toEqual([
			{ subject_id: 'a', account_id: callers[0].actor.accountId },
			{ subject_id: 'b', account_id: callers[1].actor.accountId },
			{ subject_id: null, account_id: callers[0].actor.accountId },
			{ subject_id: null, account_id: callers[0].actor.accountId }
		]);
	});

	it('that are refused together are done again one by one', async () => {
		const association = await anAssociation();
		const caller = association.as('administrator');
		const outcomes = await Promise.allSettled([
			perform(writeAll, caller, { subject: 'a' }),
			perform(writeAll, caller, { subject: 'refused', fails: 'refusal' }),
			perform(writeAll, caller, { subject: 'b' })
		]);
		expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
		expect(await subjectsIn(association.id)).toEqual(['a', 'b']);
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
