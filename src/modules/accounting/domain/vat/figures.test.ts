import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxesOf, figuresOf, type TaxItem } from './figures.ts';
import { VAT_RATES } from './rates.ts';
import { settlementOf } from './settlement.ts';
import { isOwed } from './vat-kind.ts';

const sale = (rate: string, baseCents: number, vatCents: number): TaxItem => ({
	...{ kind: 'collected', rate, baseCents, vatCents }
});
const bought = (vatCents: number, kind: 'deductible' | 'asset' = 'deductible'): TaxItem => ({
	...{ kind, rate: null, baseCents: vatCents * 5, vatCents }
});

function told(items: readonly TaxItem[], carried = 0, regime: 'monthly' | 'yearly' = 'monthly') {
	const { boxes, dueCents, creditCents } = figuresOf(items, { carriedCents: carried }, regime);
	const lines = boxes.map(({ line, baseCents, taxCents }) => [line, baseCents, taxCents]);
	return { lines, dueCents, creditCents };
}

describe('the figures of a declaration', () => {
	it('follow the lines of the CA3, in whole euros', () => {
		const items = [
			sale('fr-2000', 100_049, 20_010),
			sale('fr-550', 50_000, 2750),
			sale('fr-550', 10_000, 550),
			{ kind: 'exempt' as const, rate: null, baseCents: 30_000, vatCents: 0 },
			bought(4051),
			bought(10_000, 'asset')
		];
		expect(told(items, 2000)).toEqual({
			lines: [
				['A1', 160_000, null],
				['E2', 30_000, null],
				['08', 100_000, 20_000],
				['09', 60_000, 3300],
				['16', null, 23_300],
				['19', null, 10_000],
				['20', null, 4100],
				['22', null, 2000],
				['23', null, 16_100],
				['28', null, 7200],
				['32', null, 7200]
			],
			dueCents: 7200,
			creditCents: 0
		});
	});

	it('carry what is deducted beyond what is due', () => {
		expect(told([sale('fr-2000', 10_000, 2000), bought(5000)])).toMatchObject({
			dueCents: 0,
			creditCents: 3000,
			lines: expect.arrayContaining([
				['25', null, 3000],
				['27', null, 3000]
			])
		});
	});

	it('deduct what buyers were given back, and pay what suppliers gave back', () => {
		const back = [sale('fr-2000', -10_000, -2000), sale('fr-1000', 5000, 500), bought(-700)];
		expect(told(back).lines).toEqual([
			['A1', 5000, null],
			['B5', 10_000, null],
			['9B', 5000, 500],
			['15', null, 700],
			['16', null, 1200],
			['20', null, 0],
			['21', null, 2000],
			['23', null, 2000],
			['25', null, 800],
			['27', null, 800]
		]);
	});

	it('have lines apart for what is imported, and what is deducted of it', () => {
		const imported = { kind: 'acquired-import' as const, rate: 'fr-550', entryId: 'a' };
		const items = [
			{ ...imported, baseCents: 100_000, vatCents: 5500 },
			{ ...bought(5500), baseCents: 100_000, entryId: 'a' },
			{ ...bought(300), entryId: 'b' }
		];
		expect(told(items).lines).toEqual([
			['A1', 0, null],
			['A4', 100_000, null],
			['I4', 100_000, 5500],
			['16', null, 5500],
			['20', null, 5800],
			['23', null, 5800],
			['24', null, 5500],
			['25', null, 300],
			['27', null, 300]
		]);
	});

	it('ask back a part of the credit, and carry the rest', () => {
		const credit = { carriedCents: 0, refundCents: 80_000 };
		const { boxes, creditCents } = figuresOf([bought(100_000)], credit, 'monthly');
		expect(boxes.slice(-3).map(({ line, taxCents }) => [line, taxCents])).toEqual([
			['25', 100_000],
			['26', 80_000],
			['27', 20_000]
		]);
		expect(creditCents).toBe(20_000);
	});

	it('have the lines of the CA12 for a year', () => {
		const { lines } = told([sale('fr-2000', 10_000, 2000), bought(500)], 300, 'yearly');
		expect(lines).toEqual([
			['5A', 10_000, 2000],
			['19', null, 2000],
			['20', null, 500],
			['24', null, 300],
			['26', null, 800],
			['28', null, 1200]
		]);
	});

	it('are made of every item, once, and agree with one another', () => {
		const amount = fc.integer({ min: -1_000_000, max: 1_000_000 });
		const item = fc.record({
			kind: fc.constantFrom(
				...(['collected', 'deductible', 'asset', 'acquired-goods', 'acquired-import'] as const)
			),
			rate: fc.constantFrom(...VAT_RATES.map(({ code }) => code)),
			baseCents: amount,
			vatCents: amount
		});
		fc.assert(
			fc.property(fc.array(item, { maxLength: 30 }), fc.nat(100_000), (items, carried) => {
				const placed = [...boxesOf(items).values()].flat();
				expect(placed.toSorted(byContent)).toEqual(items.toSorted(byContent));
				const { boxes, dueCents, creditCents } = figuresOf(
					items,
					{ carriedCents: carried },
					'monthly'
				);
				const exact = (section: string) =>
					boxes.reduce(
						(sum, box) => sum + (box.section === section ? (box.exactCents ?? 0) : 0),
						0
					);
				const wanted = items.reduce(
					(sum, { kind, vatCents }) => sum + (isOwed(kind) ? vatCents : -vatCents),
					-carried
				);
				expect(exact('gross') - exact('deductible')).toBe(wanted + 0);
				expect(Math.abs(dueCents - creditCents - wanted)).toBeLessThanOrEqual(50 * boxes.length);
				expect(Math.min(dueCents, creditCents)).toBe(0);
				for (const box of boxes) expect(box.taxCents ?? 0).toBeGreaterThanOrEqual(0);
			})
		);
	});
});

const byContent = (a: TaxItem, b: TaxItem) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

describe('settling a period', () => {
	it('balances to the cent, whatever the items and the credit', () => {
		const amount = fc.integer({ min: -1_000_000, max: 1_000_000 });
		const item = fc.record({
			kind: fc.constantFrom(
				...(['collected', 'deductible', 'asset', 'acquired-services'] as const)
			),
			rate: fc.constantFrom('fr-2000', 'fr-550'),
			baseCents: amount,
			vatCents: amount,
			accountId: fc.constantFrom('44571', '44566', '44562', '4452')
		});
		fc.assert(
			fc.property(fc.array(item, { maxLength: 20 }), fc.nat(1000), (items, euros) => {
				const carried = euros * 100;
				const { creditCents: whole } = figuresOf(items, { carriedCents: carried }, 'monthly');
				const refundCents = whole > 20_000 ? 10_000 : 0;
				const credit = { carriedCents: carried, refundCents };
				const figures = figuresOf(items, credit, 'monthly');
				expect(figures.creditCents + refundCents).toBe(whole);
				const { taxes, toPayCents, creditCents, roundingCents } = settlementOf(
					items,
					figures,
					credit
				);
				const moved = [...taxes.values()].reduce((sum, cents) => sum + cents, 0);
				expect(moved + toPayCents + refundCents + creditCents + roundingCents + 0).toBe(0);
				expect(Math.abs(roundingCents)).toBeLessThanOrEqual(50 * figures.boxes.length);
			})
		);
	});
});
