import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '#shared/errors.ts';
import { entryOf, partsOf, typedLines } from './typed-entry.ts';

const grid = {
	...{ rows: '4', journal: 'OD', date: '15/03/2026', label: 'Achat' },
	...{ 'lines.1.account': '6064 Fournitures', 'lines.1.debitCents': '12,50' },
	...{ 'lines.1.value-projects': 'garden', 'lines.2.value-projects': 'alone' },
	...{ 'lines.3.account': '401', 'lines.3.creditCents': '12.5', 'lines.3.thirdParty': 'Le Gall' }
};

describe('what is typed in the grid', () => {
	it('is read line by line, empty ones left out', () => {
		expect(entryOf(grid, [])).toMatchObject({
			date: '2026-03-15',
			lines: [
				{ account: '6064', debitCents: 1250, shares: [{ valueId: 'garden' }] },
				{ account: '401', creditCents: 1250, thirdParty: 'Le Gall', shares: undefined }
			]
		});
	});

	it('is refused at its line, counted as they will be shown again', () => {
		const typed = { ...grid, 'lines.3.creditCents': 'douze' };
		expect(() => entryOf(typed, [])).toThrow(Refusal);
		try {
			entryOf(typed, []);
		} catch (refusal) {
			expect((refusal as Refusal).faults[0]?.path).toBe('lines.1.creditCents');
		}
	});

	it('has no more lines than rows, whatever the form says', () => {
		fc.assert(
			fc.property(fc.string(), (rows) => {
				expect(typedLines({ ...grid, rows }).length).toBeLessThanOrEqual(2);
			})
		);
	});
});

describe('the parts of an amount', () => {
	it('prefer a number of account to a word, and are none when nothing was typed', () => {
		expect(partsOf({ partCount: '2' })).toBeUndefined();
		expect(
			partsOf({
				...{ partCount: '2', 'parts.0.amountCents': '3', 'parts.0.meaning': 'travel' },
				...{
					'parts.1.amountCents': '4',
					'parts.1.meaning': 'rent',
					'parts.1.account': '6132 Loyers'
				}
			})
		).toEqual([
			{ amountCents: 300, meaning: 'travel', label: undefined, valueIds: [] },
			{ amountCents: 400, account: '6132', label: undefined, valueIds: [] }
		]);
	});
});
