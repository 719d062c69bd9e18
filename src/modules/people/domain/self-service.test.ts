import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Changes } from './change.ts';
import { OPEN_SELF_SERVICE, partCorrections, SELF_FIELDS, stillWaiting } from './self-service.ts';

const changes: Changes = { city: ['Metz', 'Nancy'], lastName: ['Roy', 'Roi'] };

describe('corrections of members', () => {
	it.each([
		[OPEN_SELF_SERVICE, ['city', 'lastName'], []],
		[{ approval: 'chosen', fields: ['lastName'] }, ['city'], ['lastName']],
		[{ approval: 'all', fields: [] }, [], ['city', 'lastName']]
	] as const)('are made or wait as %j says', (rule, now, waiting) => {
		const parted = partCorrections(changes, rule);
		expect(Object.keys(parted.now)).toEqual(now);
		expect(Object.keys(parted.waiting)).toEqual(waiting);
	});

	it('are each on one side only, none lost, whatever was chosen', () => {
		const field = fc.constantFrom(...SELF_FIELDS);
		const rule = fc.record({
			approval: fc.constantFrom('none', 'chosen', 'all'),
			fields: fc.uniqueArray(field)
		});
		fc.assert(
			fc.property(fc.uniqueArray(field), rule, (names, chosen) => {
				const all = Object.fromEntries(names.map((name) => [name, ['a', 'b'] as const]));
				const { now, waiting } = partCorrections(all, chosen);
				expect([...Object.keys(now), ...Object.keys(waiting)].sort()).toEqual([...names].sort());
			})
		);
	});

	it('typed again replace what waited, and typed back as before leave it', () => {
		const before: Changes = { city: ['Metz', 'Nancy'], phone: [null, '+33612345678'] };
		expect(stillWaiting(before, ['city'], { city: ['Metz', 'Toul'] })).toEqual({
			city: ['Metz', 'Toul'],
			phone: [null, '+33612345678']
		});
		expect(stillWaiting(before, ['city', 'phone'], {})).toEqual({});
	});

	it('given back as they wait still say what the record held when they were asked', () => {
		const before: Changes = { city: ['Metz', 'Nancy'] };
		expect(stillWaiting(before, ['city'], { city: ['Toul', 'Nancy'] })).toEqual(before);
	});
});
