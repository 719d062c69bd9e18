import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day } from '#shared/day.ts';
import { ageColumn, matchLines } from './lettering.ts';
import type { OpenLine } from './lettering.ts';
import { letterOf } from './letter.ts';
import { codeForLabel } from './third-party.ts';

let count = 0;
function open(amount: number, date = '2026-01-01', reference: string | null = null): OpenLine {
	count += 1;
	const [debitCents, creditCents] = [Math.max(amount, 0), Math.max(-amount, 0)];
	return { id: String(count), date: day(date), debitCents, creditCents, reference };
}

describe('matching lines', () => {
	it('prefers a reference to an amount', () => {
		const [a, b, c] = [
			open(100, '2026-01-01', 'F1'),
			open(100, '2026-01-20', 'F2'),
			open(-100, '2026-02-01', 'f1')
		];
		expect(matchLines([a, b, c])).toEqual([[a, c]]);
	});

	it('takes the oldest first among equal amounts', () => {
		const [old, late, paid] = [open(100), open(100, '2026-03-01'), open(-100, '2026-03-05')];
		expect(matchLines([late, old, paid])).toEqual([[old, paid]]);
	});

	it('finds the oldest debts that a payment is the sum of, then what comes to nothing', () => {
		const [a, b, c, paid] = [
			open(100),
			open(50, '2026-01-02'),
			open(7, '2026-01-03'),
			open(-150, '2026-02-01')
		];
		expect(matchLines([a, b, c, paid])).toEqual([[a, b, paid]]);
		const rest = [open(60), open(70), open(-100), open(-30)];
		expect(matchLines(rest)).toHaveLength(1);
	});

	it('makes groups that balance, of lines taken once', () => {
		const amount = fc.integer({ min: -20, max: 20 }).filter((value) => value !== 0);
		const reference = fc.constantFrom(null, 'F1', 'F2');
		fc.assert(
			fc.property(fc.array(fc.tuple(amount, fc.nat(60), reference), { maxLength: 20 }), (drawn) => {
				const lines = drawn.map(([cents, days, text]) =>
					open(cents, addDays(day('2026-01-01'), days), text)
				);
				const groups = matchLines(lines);
				const ids = groups.flat().map(({ id }) => id);
				expect(new Set(ids).size).toBe(ids.length);
				for (const group of groups) {
					expect(group.length).toBeGreaterThan(1);
					expect(group.reduce((sum, l) => sum + l.debitCents - l.creditCents, 0)).toBe(0);
				}
			})
		);
	});
});

describe('letters', () => {
	it.each([
		[1, 'A'],
		[26, 'Z'],
		[27, 'AA'],
		[702, 'ZZ'],
		[703, 'AAA']
	])('%d is %s, in small letters while partial', (number, letter) => {
		expect(letterOf(number, true)).toBe(letter);
		expect(letterOf(number, false)).toBe(letter.toLowerCase());
	});
});

describe('ages', () => {
	it.each([
		['2026-03-02', 0],
		['2026-03-01', 0],
		['2026-02-28', 1],
		['2026-01-30', 1],
		['2026-01-29', 2],
		['2025-12-31', 2],
		['2025-12-30', 3],
		['2025-12-01', 3],
		['2025-11-30', 4]
	])('of what was due on %s, on the first of March, is column %d', (due, column) => {
		expect(ageColumn(day(due), day('2026-03-01'))).toBe(column);
	});
});

describe('the code of a third party', () => {
	it('comes from its name, with a number when it is taken', () => {
		expect(codeForLabel('Loca Bretagne', () => false)).toBe('LOCABRETAGNE');
		expect(codeForLabel('Œuvre d’Été', (code) => code === 'OEUVREDETE')).toBe('OEUVREDETE2');
		expect(codeForLabel('…', () => false)).toBe('TIERS');
		expect(codeForLabel('x'.repeat(90), (code) => code.length < 13)).toMatch(/^X{12}\d+$/);
	});
});
