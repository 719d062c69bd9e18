import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { addDays, day } from '#shared/day.ts';
import { fold } from '#shared/text.ts';
import { proposeMatches } from './match.ts';
import type { OpenLine, OpenMovement } from './match.ts';
import { exampleOf, ruleOf } from './rule.ts';

const line = (
	id: string,
	on: string,
	cents: number,
	label = '',
	parts: number[] = []
): OpenLine => ({
	id,
	day: day(on),
	cents,
	search: fold(label),
	reference: null,
	parts
});
const movement = (
	id: string,
	on: string,
	cents: number,
	label = '',
	reference: string | null = null
) => ({ id, day: day(on), cents, label, reference, thirdParty: null }) satisfies OpenMovement;

describe('what a line of the bank is thought to be', () => {
	it('is the movement of the same amount nearest in time, surely when there is no other', () => {
		const found = proposeMatches(
			[line('a', '2026-11-05', -6280)],
			[movement('1', '2026-11-03', -6280), movement('2', '2026-11-03', 6280)]
		);
		expect(found.get('a')).toEqual({ movementIds: ['1'], because: 'amount', sure: true });
	});

	it('is not sure between two lines of one amount on one day', () => {
		const found = proposeMatches(
			[line('a', '2026-11-05', 2000), line('b', '2026-11-05', 2000)],
			[movement('1', '2026-11-04', 2000), movement('2', '2026-11-05', 2000)]
		);
		expect([...found.values()].map(({ sure }) => sure)).toEqual([false, false]);
		expect(new Set([...found.values()].flatMap(({ movementIds }) => movementIds)).size).toBe(2);
	});

	it('is told by the number of a cheque months later, and by words before the nearest day', () => {
		const found = proposeMatches(
			[
				line('a', '2026-11-20', -5000, 'CHEQUE 0001234'),
				line('b', '2026-11-05', 2000, 'VIR DUPONT')
			],
			[
				movement('1', '2026-08-01', -5000, 'Loyer', '1234'),
				movement('2', '2026-11-19', -5000, 'Autre'),
				movement('3', '2026-11-05', 2000, 'Cotisation Le Goff'),
				movement('4', '2026-11-01', 2000, 'Cotisation Dupont')
			]
		);
		expect(found.get('a')).toEqual({ movementIds: ['1'], because: 'reference', sure: true });
		expect(found.get('b')).toMatchObject({ movementIds: ['4'], because: 'words' });
	});

	it('is one movement for each operation of a batch', () => {
		const found = proposeMatches(
			[line('a', '2026-11-21', 4500, 'PRLV', [2000, 2500])],
			[movement('1', '2026-11-20', 2500), movement('2', '2026-11-20', 2000)]
		);
		expect(found.get('a')).toEqual({ movementIds: ['2', '1'], because: 'parts', sure: false });
	});

	it('is nothing out of time or of another amount', () => {
		const lines = [line('a', '2026-11-21', 4500)];
		expect(proposeMatches(lines, [movement('1', '2026-06-01', 4500)]).size).toBe(0);
		expect(proposeMatches(lines, [movement('1', '2026-12-30', 4500)]).size).toBe(0);
		expect(proposeMatches(lines, [movement('1', '2026-11-21', 4501)]).size).toBe(0);
	});

	it('never gives a movement twice, and always comes to the amount', () => {
		const some = fc.record({
			days: fc.integer({ min: 0, max: 60 }),
			cents: fc.constantFrom(2000, -1500, 1000)
		});
		fc.assert(
			fc.property(fc.array(some), fc.array(some), (bank, books) => {
				const start = day('2026-09-01');
				const lines = bank.map(({ days, cents }, index) =>
					line(`l${index}`, addDays(start, days), cents, '', cents === 2000 ? [1000, 1000] : [])
				);
				const movements = books.map(({ days, cents }, index) =>
					movement(`m${index}`, addDays(start, days), cents)
				);
				const found = proposeMatches(lines, movements);
				const used = [...found.values()].flatMap(({ movementIds }) => movementIds);
				expect(new Set(used).size).toBe(used.length);
				for (const { id, cents } of lines) {
					const ids = found.get(id)?.movementIds;
					const total = movements
						.filter((one) => ids?.includes(one.id))
						.reduce((sum, one) => sum + one.cents, 0);
					if (ids) expect(total).toBe(cents);
				}
			})
		);
	});
});

describe('rules', () => {
	const rule = (id: string, contains: string, direction: 'income' | 'expense' = 'expense') => ({
		id,
		contains,
		direction,
		meaning: 'bank-fees',
		account: null,
		label: null
	});

	it('the one that says most wins, on its side only', () => {
		const rules = [
			rule('1', 'frais'),
			rule('2', 'frais tenue'),
			rule('3', 'frais tenue de compte', 'income')
		];
		expect(ruleOf({ search: 'frais tenue de compte', cents: -750 }, rules)?.id).toBe('2');
		expect(ruleOf({ search: 'loyer', cents: -750 }, rules)).toBeUndefined();
	});

	it('come from the words of an example', () => {
		expect(exampleOf('PRLV SEPA EDF 12/11/26 REF 00123')).toBe('prlv sepa edf');
	});
});
