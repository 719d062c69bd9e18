import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { anAssociation } from '#tests/support/associations.ts';
import { useTestProgram } from '#tests/support/test-program.ts';
import { defineOperation } from './operation.ts';
import { perform } from './perform.ts';

useTestProgram();

const seen = z.object({ association: z.string(), moment: z.string(), readOnly: z.string() });

const look = defineOperation({
	name: 'platform.look',
	summary: 'Tell which transaction this is',
	permission: 'platform.configure',
	kind: 'query',
	http: { method: 'get', path: '/looks' },
	input: z.strictObject({ divisor: z.int().default(1) }),
	output: seen,
	async run({ tx }, { divisor }) {
		await sql`select 1 / ${divisor}::int`.execute(tx);
		const { rows } = await sql<z.output<typeof seen>>`
			select current_setting('app.association_id') as association, now()::text as moment,
				current_setting('transaction_read_only') as "readOnly"`.execute(tx);
		return seen.parse(rows[0]);
	}
});

describe('what a caller reads at one moment', () => {
	it('comes from one transaction, which only reads', async () => {
		const caller = (await anAssociation()).as('administrator');
		const [first, second] = await Promise.all([
			perform(look, caller, {}),
			perform(look, caller, {})
		]);
		const third = await perform(look, caller, {});
		expect(second).toEqual(first);
		expect(third.moment).toBe(first.moment);
		expect(first.readOnly).toBe('on');
	});

	it('is never that of another caller', async () => {
		const [here, elsewhere] = [await anAssociation(), await anAssociation()];
		const [a, b] = await Promise.all([
			perform(look, here.as('administrator'), {}),
			perform(look, elsewhere.as('administrator'), {})
		]);
		expect([a.association, b.association]).toEqual([here.id, elsewhere.id]);
	});

	it('does not suffer from a query beside it that PostgreSQL refuses', async () => {
		const caller = (await anAssociation()).as('administrator');
		const [failed, ...others] = await Promise.allSettled([
			perform(look, caller, { divisor: 0 }),
			perform(look, caller, {}),
			perform(look, caller, {})
		]);
		expect(failed.status).toBe('rejected');
		expect(others.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
	});

	it('ends with it: a later moment is another transaction', async () => {
		const caller = (await anAssociation()).as('administrator');
		const before = await perform(look, caller, {});
		await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
		const after = await perform(look, caller, {});
		expect(after.moment).not.toBe(before.moment);
	});
});
