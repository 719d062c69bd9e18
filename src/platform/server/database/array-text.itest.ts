import { sql } from 'kysely';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { useTestProgram } from '#tests/support/test-program.ts';
import { arrayText } from './array-text.ts';

const program = useTestProgram();

it('is read back as it was, whatever it holds', async () => {
	const text = fc.oneof(
		fc.string({ unit: 'grapheme' }),
		fc.string({ unit: fc.constantFrom('"', '\\', '{', '}', ',', ' ', '\n', 'é', '$', '&') }),
		fc.constantFrom('NULL', 'null', '', '{}')
	);
	const values = fc.array(fc.option(text.filter((each) => !each.includes('\0'))));
	await fc.assert(
		fc.asyncProperty(values, fc.array(fc.maxSafeInteger()), async (texts, numbers) => {
			const { rows } = await sql`select ${arrayText(texts)}::text[] as texts,
				${arrayText(numbers)}::bigint[]::text[] as numbers`.execute(program.runtime.database.db);
			expect(rows).toEqual([{ texts, numbers: numbers.map(String) }]);
		}),
		{ numRuns: 50 }
	);
});
