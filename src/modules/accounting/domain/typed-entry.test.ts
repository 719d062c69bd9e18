import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '#shared/errors.ts';
import {
	entryOf,
	MAX_TYPED_LINES,
	MAX_TYPED_PARTS,
	partsOf,
	shownAgain,
	typedLines,
	withMoreLines,
	withMoreParts
} from './typed-entry.ts';

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

	it('is shown again with no more places than it may have, whatever the form says', () => {
		const said = fc.oneof(fc.string(), fc.constantFrom('-5', '1.5', '1e15', 'Infinity', '400'));
		fc.assert(
			fc.property(said, (rows) => {
				const fields = { ...grid, rows, partCount: rows, places: rows };
				for (const shown of [shownAgain(fields), withMoreLines(fields), withMoreParts(fields)]) {
					expect(shown.rows).toSatisfy(Number.isInteger);
					expect(shown.rows).toBeGreaterThanOrEqual(0);
					expect(shown.rows).toBeLessThanOrEqual(MAX_TYPED_LINES);
					expect(Number(shown.places ?? 0)).toBeLessThanOrEqual(MAX_TYPED_PARTS);
				}
			})
		);
		expect(withMoreLines(grid).rows).toBe(12);
		expect(withMoreParts({ partCount: '2' }).places).toBe(5);
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
