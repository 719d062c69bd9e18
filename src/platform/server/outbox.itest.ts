import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { anAssociation } from '#tests/support/associations.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { now, replaceClock } from './clock.ts';
import { inAssociation } from './database/db.ts';
import { defineOperation, type OperationContext } from './operation.ts';
import { declareSubscriptions, deliverOutbox } from './outbox.ts';
import { perform } from './perform.ts';

const program = useTestProgram();

const ring = defineOperation({
	name: 'platform.ring',
	summary: 'Announce an event',
	permission: 'platform.configure',
	kind: 'command',
	http: { method: 'post', path: '/rings' },
	input: z.strictObject({ event: z.string(), times: z.int().default(1) }),
	output: z.object({}),
	async run(context, { event, times }) {
		for (let count = 1; count <= times; count += 1) await context.announce(event, { count });
		return {};
	}
});

interface Waiting {
	event: string;
	handled: boolean;
	attempts: number;
	error: string | null;
}

async function outboxOf(associationId: string): Promise<Waiting[]> {
	return inAssociation(program.runtime.database.db, associationId, async (tx) => {
		const { rows } = await sql<Waiting>`
			SELECT event, handled_at IS NOT NULL AS handled, attempts, last_error AS error
			FROM platform.outbox ORDER BY event, id`.execute(tx);
		return rows;
	});
}

describe('the outbox', () => {
	let heard: { association: string; payload: unknown }[];
	let restoreClock: () => void;

	beforeEach(async () => {
		heard = [];
		restoreClock = () => {};
		declareSubscriptions([]);
		await deliverOutbox();
	});
	afterEach(() => {
		restoreClock();
		declareSubscriptions([]);
	});

	async function listen({ association }: OperationContext, payload: unknown): Promise<void> {
		heard.push({ association: association.slug, payload });
	}

	it('hands an event to its subscribers once, in the association that announced it', async () => {
		const association = await anAssociation();
		declareSubscriptions([{ event: 'platform.rang', handle: listen }]);
		await perform(ring, association.as('administrator'), { event: 'platform.rang', times: 2 });
		expect(await deliverOutbox()).toBe(2);
		expect(await deliverOutbox()).toBe(0);
		expect(heard).toEqual([
			{ association: association.slug, payload: { count: 1 } },
			{ association: association.slug, payload: { count: 2 } }
		]);
	});

	it('marks what nobody subscribes to as handled', async () => {
		const association = await anAssociation();
		await perform(ring, association.as('administrator'), { event: 'platform.unheard', times: 3 });
		expect(await deliverOutbox()).toBe(0);
		expect(new Set((await outboxOf(association.id)).map(({ handled }) => handled))).toEqual(
			new Set([true])
		);
	});

	it('hands over at once what was announced, by whatever clock the program goes', async () => {
		const behind = new Date(now().getTime() - 3_600_000);
		restoreClock = replaceClock(() => behind);
		const association = await anAssociation();
		declareSubscriptions([{ event: 'platform.rang', handle: listen }]);
		await perform(ring, association.as('administrator'), { event: 'platform.rang' });
		expect(await deliverOutbox()).toBe(1);
	});

	it('keeps nothing of a subscriber that fails, and tries again later', async () => {
		const association = await anAssociation();
		let broken = true;
		const handle = async (context: OperationContext, payload: Record<string, unknown>) => {
			await context.announce('platform.answered', payload);
			await sql`INSERT INTO platform.audit (association_id, id, actor_kind, operation)
				VALUES (${context.association.id}, gen_random_uuid(), 'system', 'platform.handled')`.execute(
				context.tx
			);
			if (broken) throw new Error('the bell is out of order');
		};
		declareSubscriptions([{ event: 'platform.rang', handle }]);
		await perform(ring, association.as('administrator'), { event: 'platform.rang' });
		expect(await deliverOutbox()).toBe(0);
		expect(await outboxOf(association.id)).toEqual([
			{ event: 'platform.rang', handled: false, attempts: 1, error: 'the bell is out of order' }
		]);

		broken = false;
		expect(await deliverOutbox(), 'not before its time').toBe(0);
		const later = new Date(now().getTime() + 60_000);
		restoreClock = replaceClock(() => later);
		expect(await deliverOutbox()).toBe(1);
		const events = (await outboxOf(association.id)).map(({ event, handled }) => [event, handled]);
		expect(events).toEqual([
			['platform.answered', true],
			['platform.rang', true]
		]);
	});
});
