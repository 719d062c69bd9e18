import { expect, it } from 'vitest';
import { randomFrom } from './random.ts';

it('draws the same numbers from the same seed, within their bounds', () => {
	const draw = (seed: number) => {
		const random = randomFrom(seed);
		return Array.from({ length: 500 }, () => random.int(3, 9));
	};
	expect(draw(29)).toEqual(draw(29));
	expect(draw(29)).not.toEqual(draw(30));
	expect([...new Set(draw(29))].sort()).toEqual([3, 4, 5, 6, 7, 8, 9]);
	expect(() => randomFrom(1).pick([])).toThrow(RangeError);
});
