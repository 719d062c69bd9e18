import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { anAssociation } from '#tests/support/associations.ts';
import { expectRefusal } from '#tests/support/expect-refusal.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { inAssociation } from './database/db.ts';
import { defineDownload, defineOperation } from './operation.ts';
import { perform, performDownload } from './perform.ts';
import type { PlatformTables } from './tables.ts';

const program = useTestProgram();

const note = defineOperation({
	name: 'platform.note',
	summary: 'Write an event',
	permission: 'platform.configure',
	kind: 'command',
	http: { method: 'post', path: '/notes' },
	input: z.strictObject({ text: z.string().min(1).max(10), fail: z.boolean().optional() }),
	output: z.object({ id: z.string() }),
	async run(context, { text, fail }) {
		await context.announce('platform.noted', { text });
		context.about('note', text);
		if (fail) throw new Refusal('conflict', 'platform.no');
		return { id: newId() };
	}
});

function countRows(associationId: string, table: 'platform.audit' | 'platform.outbox') {
	return inAssociation(program.runtime.database.db, associationId, async (tx) => {
		const rows = await tx.withTables<PlatformTables>().selectFrom(table).select('id').execute();
		return rows.length;
	});
}

describe('perform', () => {
	it('refuses a role without the permission', async () => {
		const association = await anAssociation();
		await expectRefusal(
			perform(note, association.as('member'), { text: 'a' }),
			'platform.not-allowed'
		);
	});

	it('names each wrong field', async () => {
		const association = await anAssociation();
		const refusal = await expectRefusal(
			perform(note, association.as('administrator'), { text: '', other: 1 } as never),
			'platform.input-invalid'
		);
		expect(refusal.faults.map(({ path, code }) => `${path} ${code}`)).toEqual([
			'text platform.field-missing',
			'other platform.field-unknown'
		]);
	});

	it('keeps nothing of an operation that refuses', async () => {
		const association = await anAssociation();
		await expectRefusal(
			perform(note, association.as('administrator'), { text: 'a', fail: true }),
			'platform.no'
		);
		expect(await countRows(association.id, 'platform.audit')).toBe(0);
		expect(await countRows(association.id, 'platform.outbox')).toBe(0);
	});

	it('writes the audit line and the event with the work, seen by its association only', async () => {
		const [here, elsewhere] = [await anAssociation(), await anAssociation()];
		await perform(note, here.as('administrator'), { text: 'a' });
		expect(await countRows(here.id, 'platform.audit')).toBe(1);
		expect(await countRows(here.id, 'platform.outbox')).toBe(1);
		expect(await countRows(elsewhere.id, 'platform.audit')).toBe(0);
		expect(await countRows(elsewhere.id, 'platform.outbox')).toBe(0);
	});

	it('answers once per idempotency key, even to calls at the same time', async () => {
		const association = await anAssociation();
		const idempotency = { key: 'k1', actorId: newId() };
		const call = (text: string) =>
			perform(note, association.as('administrator'), { text }, { idempotency });
		const answers = await Promise.all([call('a'), call('a'), call('a')]);
		expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
		expect(await countRows(association.id, 'platform.outbox')).toBe(1);
		await expectRefusal(call('b'), 'platform.idempotency-key-reused');
	});

	it('never keeps an answer that is a secret', async () => {
		const association = await anAssociation();
		const secret = { ...note, secretAnswer: true as const };
		const options = { idempotency: { key: 'k2', actorId: newId() } };
		const call = () => perform(secret, association.as('administrator'), { text: 'a' }, options);
		await call();
		await expectRefusal(call(), 'platform.answer-shown-once');
		const kept = await inAssociation(program.runtime.database.db, association.id, (tx) =>
			tx.withTables<PlatformTables>().selectFrom('platform.idempotency').selectAll().execute()
		);
		expect(kept.map(({ response }) => response)).toEqual([null]);
	});
});

const ticket = defineDownload({
	name: 'platform.print-ticket',
	summary: 'Print a ticket, which is counted',
	permission: 'platform.configure',
	kind: 'command',
	http: { method: 'post', path: '/tickets' },
	mediaTypes: ['text/plain'],
	input: z.strictObject({ streamed: z.boolean() }),
	async run(context, { streamed }) {
		await context.announce('platform.printed', {});
		const lines = async function* () {
			yield 'a ticket';
		};
		return { name: 'ticket.txt', mediaType: 'text/plain', body: streamed ? lines() : 'a ticket' };
	}
});

const countTickets = defineOperation({
	name: 'platform.count-tickets',
	summary: 'Count the tickets printed',
	permission: 'platform.configure',
	kind: 'query',
	http: { method: 'get', path: '/tickets' },
	input: z.strictObject({}),
	output: z.object({ count: z.int() }),
	run: ({ tx, remember }) =>
		remember('tickets', async () => {
			const rows = await tx
				.withTables<PlatformTables>()
				.selectFrom('platform.outbox')
				.select('id')
				.execute();
			return { count: rows.length };
		})
});

describe('a download that writes', () => {
	it.each([false, true])('is seen by the next query (streamed: %s)', async (streamed) => {
		const caller = (await anAssociation()).as('administrator');
		expect(await perform(countTickets, caller, {})).toEqual({ count: 0 });
		const { body } = await performDownload(ticket, caller, { streamed });
		if (typeof body !== 'string') for await (const part of body) expect(part).toBe('a ticket');
		await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
		expect(await perform(countTickets, caller, {})).toEqual({ count: 1 });
	});
});
