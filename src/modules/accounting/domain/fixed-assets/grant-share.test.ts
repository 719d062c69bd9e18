import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { sum } from '#shared/money.ts';
import type { Depreciable } from './depreciation.ts';
import { grantShareOf } from './grant-share.ts';

const van: Depreciable = {
	costCents: 900_000,
	residualCents: 0,
	inServiceOn: day('2025-07-01'),
	lifeMonths: 36,
	dayCount: 'thirty-360',
	disposedOn: null
};
const grant = { amountCents: 400_001, grantedOn: day('2025-06-01') };
const year = (number: number) => ({ start: day(`${number}-01-01`), end: day(`${number}-12-31`) });
const years = [2024, 2025, 2026, 2027, 2028, 2029].map(year);
const shares = (asset: Depreciable, given = grant) =>
	years.map((each) => grantShareOf(asset, given, each));

describe('the share of an investment grant', () => {
	it('follows the wear of the asset, to the cent', () => {
		expect(shares(van)).toEqual([0, 66_667, 133_334, 133_333, 66_667, 0]);
		expect(sum(shares(van))).toBe(400_001);
	});

	it('takes in what is left when the asset goes', () => {
		const sold = { ...van, disposedOn: day('2026-03-31') };
		expect(shares(sold)).toEqual([0, 66_667, 333_334, 0, 0, 0]);
	});

	it('takes in what was worn before a grant that came late', () => {
		expect(shares(van, { ...grant, grantedOn: day('2026-02-01') })).toEqual([
			...[0, 0, 200_001, 133_333, 66_667, 0]
		]);
	});

	it('is spread over ten years for what does not wear out', () => {
		const land = { ...van, lifeMonths: null };
		expect(shares(land).slice(1, 3)).toEqual([23_333, 40_000]);
	});
});
