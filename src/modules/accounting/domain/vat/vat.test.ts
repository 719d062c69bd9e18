import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day, type Day } from '#shared/day.ts';
import { deductibleOf, deductionPercent, taxIn, taxOn, toWholeEuros } from './amounts.ts';
import { dueUntil, paymentsOf } from './due.ts';
import { exigibilityOf } from './exigibility.ts';
import { periodFrom } from './period.ts';
import { rateOf, ratesOn, TERRITORIES, VAT_RATES } from './rates.ts';
import { vatKindOf } from './vat-kind.ts';

const cents = fc.integer({ min: -10_000_000_000, max: 10_000_000_000 });
const basisPoints = fc.constantFrom(...VAT_RATES.map((rate) => rate.basisPoints));

describe('rates', () => {
	it.each([
		['mainland', '2026-05-01', [2000, 1000, 550, 210]],
		['mainland', '2013-12-31', [1960, 700, 550, 210]],
		['corsica', '2026-05-01', [2000, 1000, 210, 90]],
		['overseas', '2026-05-01', [850, 210, 175, 105]]
	] as const)('in %s on %s are those of the day', (territory, on, rates) => {
		expect(ratesOn(territory, day(on)).map((rate) => rate.basisPoints)).toEqual(rates);
	});

	it('have each their code', () => {
		expect(new Set(VAT_RATES.map(({ code }) => code)).size).toBe(VAT_RATES.length);
		for (const territory of TERRITORIES) {
			for (const { code } of ratesOn(territory, day('2026-01-01'))) {
				expect(rateOf(code)?.territories).toContain(territory);
			}
		}
		expect(rateOf('fr-1')).toBeUndefined();
	});
});

describe('amounts', () => {
	it.each([
		[12_000, 2000, 10_000, 2000],
		[10_000, 2000, 8333, 1667],
		[1055, 550, 1000, 55],
		[100, 210, 98, 2],
		[1, 2000, 1, 0]
	])('%i cents with tax at %i are %i and %i', (gross, rate, net, vat) => {
		expect(taxIn(gross, rate)).toEqual({ netCents: net, vatCents: vat, grossCents: gross });
	});

	it('with and without tax always agree', () => {
		fc.assert(
			fc.property(cents, basisPoints, (amount, rate) => {
				for (const taxed of [taxIn(amount, rate), taxOn(amount, rate)]) {
					expect(taxed.netCents + taxed.vatCents).toBe(taxed.grossCents);
					expect(Math.abs(taxed.vatCents - (taxed.netCents * rate) / 10_000)).toBeLessThan(1);
				}
				expect(taxIn(-amount, rate).vatCents).toBe(0 - taxIn(amount, rate).vatCents);
			})
		);
	});

	it.each([
		[0, 100_000, 0],
		[1, 100_000, 1],
		[33_000, 100_000, 33],
		[33_001, 100_000, 34],
		[100_000, 100_000, 100],
		[120_000, 100_000, 100],
		[5000, 0, 0]
	])('%i of %i receipts let deduct %i %%', (taxed, turnover, percent) => {
		expect(deductionPercent(taxed, turnover)).toBe(percent);
	});

	it('lose no cent in what is deducted and what is not', () => {
		fc.assert(
			fc.property(cents, fc.integer({ min: 0, max: 100 }), (vat, percent) => {
				const deductible = deductibleOf(vat, percent);
				expect(Math.abs(deductible)).toBeLessThanOrEqual(Math.abs(vat));
				expect(deductible + (vat - deductible)).toBe(vat);
				if (percent === 100) expect(deductible).toBe(vat);
			})
		);
	});

	it.each([
		[149, 100],
		[150, 200],
		[-149, -100],
		[-150, -200],
		[0, 0]
	])('of %i cents are declared as %i', (exact, declared) => {
		expect(toWholeEuros(exact)).toBe(declared);
	});
});

describe('a tax is due', () => {
	it.each([
		['707', 'payment', 'invoice'],
		['706', 'payment', 'payment'],
		['706', 'invoice', 'invoice'],
		['6064', 'payment', 'invoice'],
		['604', 'invoice', 'payment'],
		['6226', 'invoice', 'payment'],
		['2183', 'payment', 'invoice']
	] as const)('for %s, when services are so with their %s: with the %s', (code, chosen, wanted) => {
		expect(exigibilityOf(code, chosen)).toBe(wanted);
	});

	it.each([
		['2026-01-10', 'monthly', '2026-01-31'],
		['2026-02-01', 'monthly', '2026-02-28'],
		['2026-02-15', 'quarterly', '2026-03-31'],
		['2026-10-01', 'quarterly', '2026-12-31'],
		['2026-04-01', 'yearly', '2026-12-31'],
		['2027-01-01', 'yearly', '2027-03-31']
	] as const)('from %s, %s: until %s', (start, regime, end) => {
		expect(periodFrom(day(start), regime)).toEqual({ start, end });
	});

	it('exactly once, whatever the instalments and the day each period ends', () => {
		const instalments = fc.array(
			fc.record({
				days: fc.integer({ min: 0, max: 400 }),
				cents: fc.integer({ min: 1, max: 90_000 })
			}),
			{ minLength: 1, maxLength: 12 }
		);
		fc.assert(
			fc.property(instalments, basisPoints, fc.array(fc.nat(400)), (parts, rate, ends) => {
				const start = day('2026-01-15');
				const total = parts.reduce((sum, part) => sum + part.cents, 0);
				const { vatCents, netCents } = taxIn(total, rate);
				const invoice = { id: 'invoice', day: start, cents: total };
				const lettered = parts.map((part, index) => ({
					id: `payment ${index}`,
					day: addDays(start, part.days),
					cents: -part.cents
				}));
				const tax = {
					...{ exigibility: 'payment' as const, day: start, totalCents: total },
					paidAtOnceCents: 0,
					payments: paymentsOf([invoice, ...lettered]).get('invoice') ?? []
				};
				const days = [...ends.sort((a, b) => a - b), 400].map((count) => addDays(start, count));
				for (const amount of [vatCents, netCents, 0 - vatCents]) {
					let declared = 0;
					for (const end of days) {
						const step = dueUntil(amount, tax, end) - declared;
						expect(step * Math.sign(amount)).toBeGreaterThanOrEqual(0);
						declared += step;
					}
					expect(declared).toBe(amount + 0);
				}
			})
		);
	});

	it('for an invoice and its credit note together, and for what was paid meanwhile apart', () => {
		const lines = [
			{ id: 'invoice', day: day('2026-01-10'), cents: 12_000 },
			{ id: 'part', day: day('2026-02-01'), cents: -6000 },
			{ id: 'credit note', day: day('2026-03-01'), cents: -12_000 }
		];
		const paid = paymentsOf(lines);
		expect(paid.get('invoice')).toEqual([
			{ day: '2026-02-01', cents: 6000 },
			{ day: '2026-03-01', cents: 6000 }
		]);
		expect(paid.get('credit note')).toEqual([{ day: '2026-03-01', cents: 6000 }]);
	});

	it('at once for what was paid at once, and never before its entry', () => {
		const tax = {
			...{ exigibility: 'payment' as const, day: day('2026-01-15'), totalCents: 12_000 },
			...{ paidAtOnceCents: 3000, payments: [{ day: '2026-03-01' as Day, cents: 9000 }] }
		};
		expect(dueUntil(2000, tax, day('2026-01-14'))).toBe(0);
		expect(dueUntil(2000, tax, day('2026-01-31'))).toBe(500);
		expect(dueUntil(2000, tax, day('2026-03-01'))).toBe(2000);
		expect(dueUntil(2000, { ...tax, exigibility: 'invoice' }, day('2026-01-15'))).toBe(2000);
	});
});

describe('an account tells', () => {
	it.each([
		['44571', 'collected'],
		['445711', 'collected'],
		['4457', 'collected'],
		['44566', 'deductible'],
		['44562', 'asset'],
		['44551', undefined],
		['44578', undefined],
		['44567', undefined],
		['411', undefined]
	])('%s: %s', (code, kind) => {
		expect(vatKindOf(code)).toBe(kind);
	});
});
