import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsOf, placeOf, smoothPath } from './chart.ts';

const data = (...values: number[]) => values.map((value, i) => ({ label: String(i), value }));

describe('charts', () => {
	it('draws nothing from nothing, a point from one value', () => {
		expect(smoothPath([])).toBe('');
		expect(smoothPath(placeOf(data(5), 100, 50))).toBe('M0,0');
	});

	it('always shows zero, so that heights can be compared', () => {
		expect(boundsOf(data(10, 20))).toEqual({ low: 0, high: 20 });
		expect(boundsOf(data(-5, 20))).toEqual({ low: -5, high: 20 });
		expect(boundsOf(data(0, 0))).toEqual({ low: 0, high: 1 });
	});

	it('places the highest at the top and spreads the points over the width', () => {
		expect(placeOf(data(0, 10, 5), 100, 50)).toEqual([
			{ x: 0, y: 50 },
			{ x: 50, y: 0 },
			{ x: 100, y: 25 }
		]);
	});

	it('never swings past its neighbours', () => {
		const values = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 2, maxLength: 24 });
		fc.assert(
			fc.property(values, (some) => {
				const points = placeOf(data(...some), 300, 100);
				const heights = [...smoothPath(points).matchAll(/,(-?[\d.]+)/g)].map(([, y]) => Number(y));
				const top = Math.min(...points.map(({ y }) => y));
				const bottom = Math.max(...points.map(({ y }) => y));
				return heights.every((y) => y >= top - 0.01 && y <= bottom + 0.01);
			})
		);
	});
});
