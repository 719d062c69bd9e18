import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';
import { sum } from '#shared/money.ts';
import { DAY_COUNTS, daysFrom } from './day-count.ts';
import { accumulatedOn, chargeOf, planOf } from './depreciation.ts';
import type { Depreciable } from './depreciation.ts';

const projector: Depreciable = {
	costCents: 120_000,
	residualCents: 0,
	inServiceOn: day('2025-04-01'),
	lifeMonths: 36,
	dayCount: 'thirty-360',
	disposedOn: null
};
const year = (number: number) => ({ start: day(`${number}-01-01`), end: day(`${number}-12-31`) });

describe('days counted', () => {
	it.each([
		['2026-01-01', '2026-12-31', 'thirty-360', 360],
		['2026-04-01', '2026-12-31', 'thirty-360', 270],
		['2026-01-16', '2026-02-28', 'thirty-360', 45],
		['2026-02-01', '2026-02-28', 'thirty-360', 30],
		['2026-12-31', '2026-12-31', 'thirty-360', 1],
		['2024-01-01', '2024-12-31', 'calendar', 366],
		['2026-05-02', '2026-05-01', 'calendar', 0]
	] as const)('from %s to %s, %s: %i', (start, end, count, days) => {
		expect(daysFrom(day(start), day(end), count)).toBe(days);
	});
});

describe('depreciation', () => {
	it('is linear, prorata temporis: nine months of the first year, three of the last', () => {
		expect(planOf(projector, [year(2025), year(2026)]).map((row) => row.chargeCents)).toEqual([
			30_000, 40_000, 40_000, 10_000
		]);
		expect(planOf(projector, [year(2025)]).at(-1)).toMatchObject({
			netCents: 0,
			end: '2028-12-31'
		});
	});

	it('tells what was worn before the first year in a row of its own', () => {
		const [before, first] = planOf(projector, [year(2026), year(2027)]);
		expect(before).toMatchObject({ start: '2025-04-01', end: '2025-12-31', chargeCents: 30_000 });
		expect(first).toMatchObject({ start: '2026-01-01', chargeCents: 40_000 });
	});

	it('does not touch what does not wear out, nor what is not in service yet', () => {
		expect(planOf({ ...projector, lifeMonths: null }, [year(2025)])).toEqual([]);
		expect(chargeOf({ ...projector, lifeMonths: null }, year(2025))).toBe(0);
		expect(chargeOf(projector, year(2024))).toBe(0);
	});

	const anAsset = fc
		.record({
			costCents: fc.integer({ min: 1, max: 10_000_000_000 }),
			share: fc.integer({ min: 0, max: 100 }),
			offset: fc.integer({ min: -2_000, max: 2_000 }),
			lifeMonths: fc.integer({ min: 1, max: 240 }),
			dayCount: fc.constantFrom(...DAY_COUNTS),
			disposal: fc.option(fc.integer({ min: 0, max: 3_000 }))
		})
		.map(({ share, offset, disposal, costCents, lifeMonths, dayCount }): Depreciable => {
			const inServiceOn = addDays('2025-01-01' as Day, offset);
			return {
				costCents,
				residualCents: Math.floor((costCents * share) / 100),
				inServiceOn,
				lifeMonths,
				dayCount,
				disposedOn: disposal === null ? null : addDays(inServiceOn, disposal)
			};
		});

	it('adds up, over the years, to cost less residual value, to the cent', () => {
		fc.assert(
			fc.property(anAsset, (asset) => {
				const whole = { ...asset, disposedOn: null };
				const plan = planOf(whole, [year(2025), year(2026)]);
				expect(sum(plan.map(({ chargeCents }) => chargeCents))).toBe(
					asset.costCents - asset.residualCents
				);
				expect(plan.every(({ chargeCents }) => chargeCents >= 0)).toBe(true);
			})
		);
	});

	it('charges nothing after the disposal, and never more than without it', () => {
		fc.assert(
			fc.property(anAsset, fc.integer({ min: 2020, max: 2050 }), (asset, number) => {
				const charge = chargeOf(asset, year(number));
				expect(charge).toBeLessThanOrEqual(chargeOf({ ...asset, disposedOn: null }, year(number)));
				if (asset.disposedOn && asset.disposedOn < year(number).start) expect(charge).toBe(0);
				const end = accumulatedOn(asset, '2090-12-31' as Day);
				if (asset.disposedOn) expect(accumulatedOn(asset, asset.disposedOn)).toBe(end);
			})
		);
	});
});
