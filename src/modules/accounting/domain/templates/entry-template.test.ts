import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '#shared/errors.ts';
import { sum } from '#shared/money.ts';
import { checkTemplateLines, filledIn, readCell, writeCell } from './entry-template.ts';
import type { TemplateAmount } from './entry-template.ts';

describe('a template', () => {
	it.each([
		[[], 'accounting.too-few-lines'],
		[
			[{ side: 'debit', amountCents: 1, percent: 1 }, { side: 'credit' }],
			'accounting.template-amount-twice'
		],
		[[{ side: 'debit', amountCents: 0 }, { side: 'credit' }], 'accounting.template-amount-invalid'],
		[[{ side: 'debit', percent: 100.5 }, { side: 'credit' }], 'accounting.template-share-invalid'],
		[
			[
				{ side: 'debit', percent: 60 },
				{ side: 'debit', percent: 41 }
			],
			'accounting.template-shares-exceed-debit'
		]
	] as [TemplateAmount[], string][])('is refused: %j', (lines, code) => {
		expect(() => checkTemplateLines(lines)).toThrow(Refusal);
		expect(() => checkTemplateLines(lines)).toThrow(code);
	});

	it('leaves to be typed what it does not know', () => {
		const lines: TemplateAmount[] = [
			{ side: 'debit', percent: 50 },
			{ side: 'debit' },
			{ side: 'credit', amountCents: 700 }
		];
		expect(filledIn(lines)).toEqual([0, 0, 700]);
		expect(filledIn(lines, 1001)).toEqual([501, 0, 700]);
	});

	it('whose shares make the whole on each side balances, whatever the total', () => {
		const cuts = fc.array(fc.integer({ min: 1, max: 9_999 }), { maxLength: 6 });
		const side = (of: 'debit' | 'credit', places: number[]): TemplateAmount[] => {
			const bounds = [...new Set([0, ...places, 10_000])].sort((a, b) => a - b);
			return bounds
				.slice(1)
				.map((bound, index) => ({ side: of, percent: (bound - (bounds[index] ?? 0)) / 100 }));
		};
		fc.assert(
			fc.property(cuts, cuts, fc.integer({ min: 1, max: 1e12 }), (debits, credits, total) => {
				const lines = [...side('debit', debits), ...side('credit', credits)];
				checkTemplateLines(lines);
				const amounts = filledIn(lines, total);
				for (const of of ['debit', 'credit']) {
					expect(sum(amounts.filter((_, index) => lines[index]?.side === of))).toBe(total);
				}
			})
		);
	});

	it('writes its cells so that they are read again', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.constant({}),
					fc.integer({ min: 1, max: 1e13 }).map((amountCents) => ({ amountCents })),
					fc.integer({ min: 1, max: 10_000 }).map((share) => ({ percent: share / 100 }))
				),
				(amount) => {
					expect(readCell(writeCell(amount))).toEqual(amount);
				}
			)
		);
		expect(readCell('douze')).toBeUndefined();
		expect(readCell('x %')).toBeUndefined();
	});
});
