import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, day } from '#shared/day.ts';
import { checkNewYear, codeFor, openYearOn, periodAfter } from './fiscal-year.ts';
import type { FiscalYear, Period } from './fiscal-year.ts';

const y2025: Period = { start: day('2025-01-01'), end: day('2025-12-31') };

function code(run: () => unknown): string {
	try {
		run();
	} catch (error) {
		return (error as Error).message;
	}
	return 'accepted';
}

describe('fiscal years', () => {
	it.each([
		['2026-01-01', '2025-12-31', 'accounting.year-ends-before-start'],
		['2026-01-01', '2026-01-01', 'accounting.year-ends-before-start'],
		['2026-01-01', '2028-01-01', 'accounting.year-too-long'],
		['2025-06-01', '2026-05-31', 'accounting.year-not-contiguous'],
		['2026-01-02', '2026-12-31', 'accounting.year-not-contiguous'],
		['2024-01-01', '2024-12-31', 'accounting.year-not-contiguous'],
		['2026-01-01', '2027-12-31', 'accepted'],
		['2026-01-01', '2026-12-31', 'accepted']
	])('from %s to %s after 2025: %s', (start, end, expected) => {
		expect(code(() => checkNewYear([y2025], { start: day(start), end: day(end) }))).toBe(expected);
	});

	it('refuses a day outside any year, or in a closed one', () => {
		const years: FiscalYear[] = [{ ...y2025, id: 'a', code: '2025', closed: true }];
		expect(code(() => openYearOn(years, day('2026-01-01')))).toBe('accounting.no-year-on-day');
		expect(code(() => openYearOn(years, day('2025-12-31')))).toBe('accounting.year-closed');
	});

	it('names years by their days, once', () => {
		expect(codeFor(y2025, [])).toBe('2025');
		expect(codeFor({ start: day('2025-09-01'), end: day('2026-08-31') }, [])).toBe('2025-26');
		expect(codeFor(y2025, ['2025', '2025b'])).toBe('2025c');
	});

	it('makes chains without gap or overlap, where each day belongs to one year', () => {
		const firstDay = fc.integer({ min: 0, max: 20000 }).map((n) => addDays(day('1990-01-01'), n));
		const lengths = fc.array(fc.integer({ min: 1, max: 24 }), { minLength: 1, maxLength: 12 });
		fc.assert(
			fc.property(firstDay, lengths, (first, months) => {
				const years: FiscalYear[] = [];
				let start = first;
				for (const [index, length] of months.entries()) {
					const period = { start, end: addDays(addMonths(start, length), -1) };
					checkNewYear(years, period);
					years.push({ ...period, id: `${index}`, code: `${index}`, closed: false });
					start = addDays(period.end, 1);
				}
				for (const year of years) {
					expect(openYearOn(years, year.start)).toBe(year);
					expect(openYearOn(years, year.end)).toBe(year);
				}
				const last = years.at(-1);
				if (last) checkNewYear(years, periodAfter(last));
			})
		);
	});
});
