import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PackedRows } from './packed-rows.ts';

it.each([0, 3, 500, 1_700, 20_000, 20_501, 23_000])('gives back any part of %i rows', (count) => {
	const rows = Array.from({ length: count }, (_, index) => [`${index}`, 'é"\n', '']);
	const packed = new PackedRows();
	for (const row of rows) packed.push([...row]);
	expect(packed).toHaveLength(count);
	expect(packed.slice()).toEqual(rows);
	const place = fc.nat({ max: count + 600 });
	fc.assert(
		fc.property(place, place, (start, end) => {
			expect(packed.slice(start, end)).toEqual(rows.slice(start, end));
		}),
		{ numRuns: 20 }
	);
});
