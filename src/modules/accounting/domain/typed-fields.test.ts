import { describe, expect, it } from 'vitest';
import { assetOf, centsOf, dayOf } from './typed-fields.ts';

describe('what forms send', () => {
	it('is read as people type it, and what cannot be read is refused where it is', () => {
		expect(centsOf({ amount: '1 234,50' }, 'amount')).toBe(123_450);
		expect(centsOf({}, 'amount')).toBeUndefined();
		expect(() => centsOf({ amount: 'douze' }, 'amount')).toThrow('accounting.amount-unread');
		expect(dayOf({ on: '31/12/2025' }, 'on')).toBe('2025-12-31');
		expect(dayOf({ on: 'demain' }, 'on')).toBe('demain');
	});

	it('gives an asset its months; none when it does not wear out', () => {
		expect(assetOf({ lifeYears: '2,5' }).lifeMonths).toBe(30);
		expect(assetOf({}).lifeMonths).toBeUndefined();
		expect(() => assetOf({ lifeYears: 'trois' })).toThrow('accounting.years-unread');
	});
});
