import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day } from '#shared/day.ts';
import { renewalTerms } from './renewal.ts';
import { periodFrom, USUAL_SEASON_START, type Validity } from './validity.ts';

const season: Validity = { kind: 'season', startsOn: USUAL_SEASON_START };

describe('a renewal', () => {
	it('is for those of the season before, from the first day of the season', () => {
		expect(renewalTerms(season, day('2026-11-21'))).toEqual({
			endedFrom: '2025-09-01',
			endedTo: '2026-08-31',
			startsOn: '2026-09-01',
			season: '2026-2027'
		});
		expect(renewalTerms({ kind: 'calendar-year' }, day('2027-01-01'))).toEqual({
			endedFrom: '2026-01-01',
			endedTo: '2026-12-31',
			startsOn: '2027-01-01',
			season: '2027'
		});
	});

	it('goes on from the end of each for months, and is nothing for life or a day', () => {
		expect(renewalTerms({ kind: 'rolling', months: 12 }, day('2026-12-21'))).toEqual({
			endedFrom: '2025-12-22',
			endedTo: '2026-12-21',
			startsOn: null,
			season: null
		});
		expect(renewalTerms({ kind: 'lifetime' }, day('2026-11-21'))).toBeNull();
		expect(renewalTerms({ kind: 'day' }, day('2026-11-21'))).toBeNull();
	});

	it('finds whoever joined in the season before, and nobody who has joined since', () => {
		const days = fc.integer({ min: 0, max: 3000 }).map((n) => addDays(day('2020-01-01'), n));
		fc.assert(
			fc.property(days, days, (on, joined) => {
				const terms = renewalTerms(season, on);
				if (!terms?.startsOn) throw new Error('no season');
				const { end } = periodFrom(season, joined);
				const found = end !== null && end >= terms.endedFrom && end <= terms.endedTo;
				expect(found).toBe(joined >= terms.endedFrom && joined < terms.startsOn);
			})
		);
	});
});
