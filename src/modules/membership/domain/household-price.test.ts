import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { priceAt, ranksOf, type Joiner } from './household-price.ts';

const bands = [
	{ from: 2, amountCents: 2000 },
	{ from: 4, amountCents: 1000 }
];
const child = { amountCents: 3000, household: { by: 'rank', bands } } as const;
const family = { amountCents: 3000, household: { by: 'size', bands } } as const;

describe('the price in a household', () => {
	it.each([
		[1, 3000],
		[2, 2000],
		[3, 2000],
		[4, 1000],
		[12, 1000]
	])('of the person %i is %i', (place, amountCents) => {
		expect(priceAt(child, { size: 9, rank: place })).toBe(amountCents);
		expect(priceAt(family, { size: place, rank: 9 })).toBe(amountCents);
	});

	it('is that of the tariff when it says nothing of households', () => {
		expect(priceAt({ amountCents: 3000, household: null }, { size: 5, rank: 5 })).toBe(3000);
	});
});

describe('the rank in a household', () => {
	const person = (personId: string, birthDate: string | null): Joiner => ({
		personId,
		householdId: 'home',
		birthDate: birthDate === null ? null : day(birthDate)
	});

	it('goes from the eldest, after those who have the tariff', () => {
		const some = [person('c', null), person('b', '2016-05-01'), person('a', '2018-05-01')];
		const ranks = ranksOf(some, new Map([['home', 1]]));
		expect([...ranks]).toEqual([
			['b', 2],
			['a', 3],
			['c', 4]
		]);
	});

	const anybody = fc.record({
		personId: fc.uuid(),
		householdId: fc.option(fc.constantFrom('one', 'two'), { nil: undefined }),
		birthDate: fc.option(fc.constantFrom(day('2010-01-01'), day('2014-06-30')), { nil: null })
	});
	const people = fc.uniqueArray(anybody, { selector: ({ personId }) => personId, maxLength: 12 });

	it('is the same in whatever order they are named, and each of a household has their own', () => {
		fc.assert(
			fc.property(people, fc.integer({ min: 0, max: 4 }), (joiners, before) => {
				const taken = new Map([['one', before]]);
				const ranks = ranksOf(joiners, taken);
				const reversed = ranksOf(joiners.toReversed(), taken);
				for (const { personId } of joiners) {
					expect(reversed.get(personId)).toBe(ranks.get(personId));
				}
				const home = joiners.filter(({ householdId }) => householdId === 'one');
				const places = home.map(({ personId }) => ranks.get(personId) ?? 0);
				expect(places.toSorted((a, b) => a - b)).toEqual(home.map((_, i) => before + i + 1));
			})
		);
	});

	it('makes the same total whether they join together or one after the other', () => {
		fc.assert(
			fc.property(people, (joiners) => {
				const home = joiners.filter(({ householdId }) => householdId === 'one');
				const together = ranksOf(home, new Map());
				const total = (ranks: Iterable<number>) =>
					[...ranks].reduce((sum, rank) => sum + priceAt(child, { size: 1, rank }), 0);
				const apart = home.map(
					(one, before) => ranksOf([one], new Map([['one', before]])).get(one.personId) ?? 0
				);
				expect(total(apart)).toBe(total(together.values()));
			})
		);
	});
});
