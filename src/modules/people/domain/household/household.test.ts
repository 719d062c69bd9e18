import { expect, test } from 'vitest';
import fc from 'fast-check';
import type { HouseholdRole } from './household.ts';
import { circleIn } from './household.ts';

const household = (...members: [string, HouseholdRole][]) =>
	members.map(([personId, role]) => ({ personId, role }));

test('generations one above the other are no circle', () => {
	expect(
		circleIn([
			household(['anne', 'parent'], ['bea', 'child']),
			household(['bea', 'parent'], ['carl', 'child']),
			household(['carl', 'other'], ['anne', 'other'])
		])
	).toBeUndefined();
});

test('a child of two households is no circle', () => {
	const both = [
		household(['anne', 'parent'], ['carl', 'child']),
		household(['bob', 'parent'], ['carl', 'child'])
	];
	expect(circleIn(both)).toBeUndefined();
});

test('a grandchild who is the parent of their grandparent is', () => {
	const found = circleIn([
		household(['anne', 'parent'], ['bea', 'child']),
		household(['bea', 'partner'], ['carl', 'child']),
		household(['carl', 'parent'], ['anne', 'child'])
	]);
	expect(['anne', 'bea', 'carl']).toContain(found);
});

test('whoever comes after their parents in some order never makes one', () => {
	const link = fc.tuple(fc.nat(20), fc.nat(20)).filter(([a, b]) => a < b);
	fc.assert(
		fc.property(fc.array(link), (links) => {
			const households = links.map(([a, b]) =>
				household([String(a), 'parent'], [String(b), 'child'])
			);
			expect(circleIn(households)).toBeUndefined();
		})
	);
});
