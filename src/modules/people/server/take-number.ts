import { sql } from 'kysely';
import { z } from 'zod';
import { refuseField } from '#shared/errors.ts';
import type { Tx } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';

/** @throws {Refusal} `people.number-taken`, which names who has it */
export async function refuseTakenNumber(
	tx: Tx,
	number: string | null | undefined,
	exceptId?: string
): Promise<void> {
	if (!number) return;
	const { rows } = await sql<{ id: string; name: string }>`
		SELECT p.id, p.display_name AS name FROM people.person p
		WHERE p.number_key = lpad(${number}, 20, '0') AND p.number = ${number}`.execute(tx);
	const [owner] = rows;
	if (owner && owner.id !== exceptId) {
		throw refuseField('number', 'people.number-taken', { number, name: owner.name });
	}
}

export const suggestNumber = defineOperation({
	name: 'people.suggest-number',
	summary: 'Suggests the next member number: one more than the greatest.',
	permission: 'people.write',
	kind: 'query',
	http: { method: 'get', path: '/person-numbers/next' },
	input: z.strictObject({}),
	output: z.object({ number: z.string() }),
	async run({ tx }) {
		// Numbers made of figures sort as numbers in `number_key`: the first one found is the greatest.
		const { rows } = await sql<{ number: string }>`
			SELECT p.number FROM people.person p
			WHERE p.number ~ '^[0-9]{1,15}$' ORDER BY p.number_key DESC LIMIT 1`.execute(tx);
		return { number: String(Number(rows[0]?.number ?? 0) + 1) };
	}
});
