import fc from 'fast-check';
import { expect, it } from 'vitest';
import { squareAt } from './photo.ts';

it('the square that is kept lies within the picture, from one end of its longer side to the other', () => {
	const length = fc.integer({ min: 1, max: 20_000 });
	fc.assert(
		fc.property(length, length, fc.integer({ min: 0, max: 100 }), (width, height, share) => {
			const square = squareAt(share, { width, height });
			expect([square.width, square.height]).toEqual(Array(2).fill(Math.min(width, height)));
			expect(Math.min(square.left, square.top)).toBe(0);
			expect(square.left + square.width).toBeLessThanOrEqual(width);
			expect(square.top + square.height).toBeLessThanOrEqual(height);
			if (share !== 100) return;
			expect([square.left + square.width, square.top + square.height]).toEqual([width, height]);
		})
	);
});
