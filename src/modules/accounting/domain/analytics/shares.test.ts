import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '#shared/errors.ts';
import { sum } from '#shared/money.ts';
import { sharesOf, splitByPercent } from './shares.ts';
import type { KnownValue, WantedShare } from './shares.ts';

const value = (id: string, axisId = 'projects', archived = false): [string, KnownValue] => [
	id,
	{ id, axisId, label: id, archived }
];
const VALUES = new Map([
	value('serre'),
	value('fete'),
	value('verger'),
	value('ville', 'funders'),
	value('old', 'projects', true)
]);

function codeOf(lineCents: number, wanted: readonly WantedShare[]): string {
	try {
		sharesOf(lineCents, wanted, VALUES, 'shares');
		return 'accepted';
	} catch (refusal) {
		return refusal instanceof Refusal ? refusal.code : 'a bug';
	}
}

describe('shares of a line', () => {
	it.each([
		['an unknown value', [{ valueId: 'moon' }], 'accounting.no-such-value'],
		['an archived value', [{ valueId: 'old' }], 'accounting.value-archived'],
		[
			'a value named twice',
			[
				{ valueId: 'serre', percent: 10 },
				{ valueId: 'serre', percent: 10 }
			],
			'accounting.value-twice'
		],
		[
			'percentages beside amounts',
			[
				{ valueId: 'serre', percent: 10 },
				{ valueId: 'fete', amountCents: 10 }
			],
			'accounting.shares-mixed'
		],
		[
			'more than the line',
			[{ valueId: 'serre', amountCents: 101 }],
			'accounting.shares-exceed-line'
		],
		[
			'more than 100 %',
			[
				{ valueId: 'serre', percent: 60 },
				{ valueId: 'fete', percent: 40.01 }
			],
			'accounting.shares-exceed-line'
		],
		['nothing', [{ valueId: 'serre', amountCents: 0 }], 'accounting.share-not-positive'],
		['less than nothing', [{ valueId: 'serre', percent: -5 }], 'accounting.share-not-positive']
	] as const)('refuse %s', (_, wanted, code) => {
		expect(codeOf(100, wanted)).toBe(code);
	});

	it('are the whole line unless said, on each axis', () => {
		expect(sharesOf(100, [{ valueId: 'serre' }, { valueId: 'ville' }], VALUES, '')).toEqual([
			{ valueId: 'serre', axisId: 'projects', amountCents: 100 },
			{ valueId: 'ville', axisId: 'funders', amountCents: 100 }
		]);
	});

	it('lose no cent: a third each of 1 €', () => {
		expect(splitByPercent(100, [3334, 3333, 3333])).toEqual([34, 33, 33]);
		expect(splitByPercent(1, [3333, 3333, 3334])).toEqual([0, 0, 1]);
		const thirds = ['serre', 'fete', 'verger'].map((valueId, index) => ({
			valueId,
			percent: index === 0 ? 33.34 : 33.33
		}));
		expect(sharesOf(1, thirds, VALUES, '')).toHaveLength(1);
	});

	it('add up to what they are together, each within a cent of its own', () => {
		const percents = fc
			.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 8 })
			.map((list) => {
				const total = sum(list);
				return total <= 10_000 ? list : list.map((each) => Math.floor((each * 10_000) / total));
			});
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 10_000_000_000_000 }), percents, (cents, list) => {
				const parts = splitByPercent(cents, list);
				expect(sum(parts)).toBe(Math.round(Number(BigInt(cents) * BigInt(sum(list))) / 10_000));
				parts.forEach((part, index) => {
					const exact = (cents / 10_000) * (list[index] ?? 0);
					expect(Math.abs(part - exact)).toBeLessThan(1.01);
				});
				const rest = 10_000 - sum(list);
				if (rest > 0) expect(sum(splitByPercent(cents, [...list, rest]))).toBe(cents);
			})
		);
	});
});
