import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CARD, CARDS_ON_SHEET, initialsOf, placeOnSheet } from './card.ts';

describe('cards on a sheet', () => {
	it('stand inside A4, none on another', () => {
		const places = Array.from({ length: CARDS_ON_SHEET }, (_, index) => placeOnSheet(index));
		for (const { x, y } of places) {
			expect(x).toBeGreaterThan(5);
			expect(y).toBeGreaterThan(5);
			expect(x + CARD.width).toBeLessThan(205);
			expect(y + CARD.height).toBeLessThan(292);
		}
		for (const [index, one] of places.entries()) {
			for (const other of places.slice(index + 1)) {
				const apart =
					Math.abs(one.x - other.x) >= CARD.width || Math.abs(one.y - other.y) >= CARD.height;
				expect(apart).toBe(true);
			}
		}
	});
});

describe('initials', () => {
	it.each([
		[{ firstName: 'Jean-Marie', lastName: 'Le Gall', displayName: '' }, 'J.-M. L.'],
		[{ firstName: null, lastName: 'Éon', displayName: '' }, 'É.'],
		[{ firstName: null, lastName: null, displayName: 'Les Amis  du lac' }, 'L. A. d. l.'],
		[{ firstName: '-', lastName: ' ', displayName: '' }, '']
	])('of %j', (person, expected) => {
		expect(initialsOf(person).toLowerCase()).toBe(expected.toLowerCase());
	});

	it('never hold a whole name', () => {
		const names = fc.string({ minLength: 3, maxLength: 30 });
		fc.assert(
			fc.property(names, names, (firstName, lastName) => {
				const initials = initialsOf({ firstName, lastName, displayName: firstName });
				for (const part of initials.split(/[ -]/)) expect([...part].length).toBeLessThanOrEqual(3);
			})
		);
	});
});
