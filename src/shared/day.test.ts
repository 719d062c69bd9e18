import { describe, expect, it } from 'vitest';
import { day, formatMonth } from './day.ts';

describe('formatMonth', () => {
	it('names the month of any of its days', () => {
		expect(formatMonth(day('2026-02-28'))).toBe('février 2026');
		expect(formatMonth(day('2026-12-01'), 'en')).toBe('December 2026');
		expect(formatMonth(day('2026-11-30'), 'fr', 'short')).toBe('nov. 2026');
	});
});
