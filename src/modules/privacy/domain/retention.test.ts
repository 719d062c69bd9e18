import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Day } from '#shared/day.ts';
import { dueOn, monthsFor, USUAL_MONTHS } from './retention.ts';

describe('retention', () => {
	it.each([
		['2023-08-31', 36, '2026-08-31'],
		['2024-02-29', 12, '2025-02-28'],
		['2025-11-30', 3, '2026-02-28'],
		['2025-05-15', 0, '2025-05-15']
	])('of %s kept %i months ends on %s', (day, months, due) => {
		expect(dueOn(day as Day, months)).toBe(due);
	});

	it('never ends before the last contact, and later the longer it is kept', () => {
		const day = fc
			.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
			.map((date) => date.toISOString().slice(0, 10) as Day);
		fc.assert(
			fc.property(day, fc.nat(120), fc.nat(120), (contact, a, b) => {
				expect(dueOn(contact, a) >= contact).toBe(true);
				if (a < b) expect(dueOn(contact, a) < dueOn(contact, b)).toBe(true);
			})
		);
	});

	it('is that of the category, else that of all, else three years', () => {
		const rules = [
			{ category: null, months: 24 },
			{ category: 'Bénévole', months: 60 }
		];
		expect(monthsFor(rules, 'Bénévole')).toBe(60);
		expect(monthsFor(rules, 'Donateur')).toBe(24);
		expect(monthsFor(rules, null)).toBe(24);
		expect(monthsFor([], null)).toBe(USUAL_MONTHS);
	});
});
