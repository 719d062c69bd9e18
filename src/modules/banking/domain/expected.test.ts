import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { proposeSettlements } from './expected.ts';
import type { Expected } from './expected.ts';
import type { OpenLine } from './match.ts';

const line = (
	id: string,
	cents: number,
	search: string,
	over: Partial<OpenLine> = {}
): OpenLine => {
	return { id, day: day('2026-03-16'), cents, search, reference: null, parts: [], ...over };
};
const expected = (
	id: string,
	cents: number,
	party: string,
	over: Partial<Expected> = {}
): Expected => {
	return { id, cents, day: day('2026-03-01'), party, reference: null, together: 'dues', ...over };
};
const told = (lines: readonly OpenLine[], items: readonly Expected[]) =>
	Object.fromEntries(
		[...proposeSettlements(lines, items)].map(([id, { ids, because }]) => [id, [because, ...ids]])
	);

describe('what a line settles', () => {
	it('is of the same amount, for whom it names best', () => {
		const items = [
			expected('paul', 2000, 'Paul Martin'),
			expected('jeanne', 2000, 'Jeanne Martin'),
			expected('other', 2000, 'Aline Kerdoncuff')
		];
		expect(told([line('l', 2000, 'vir sepa recu jeanne martin')], items)).toEqual({
			l: ['words', 'jeanne']
		});
		const two = [line('a', 2000, 'vir martin'), line('b', 2000, 'vir jeanne martin')];
		expect(told(two, items)).toEqual({ a: ['words', 'paul'], b: ['words', 'jeanne'] });
	});

	it('bears its number, before any name', () => {
		const items = [
			expected('named', -12000, 'Imprimerie Le Goff'),
			expected('numbered', -12000, 'Imprimerie Le Goff', { reference: 'F-2026-0042' })
		];
		const paid = line('l', -12000, 'vir imprimerie le goff facture 0042 2026');
		expect(told([paid], items)).toEqual({ l: ['reference', 'numbered'] });
	});

	it('are several of a family, or of a supplier, that come to it; the fewest', () => {
		const items = [
			expected('a', 2000, 'Jeanne Martin'),
			expected('b', 1500, 'Paul Martin'),
			expected('c', 3500, 'Aline Kerdoncuff')
		];
		const [jeanne, paul] = ['a', 'b'];
		const { l } = told([line('l', 3500, 'vir martin')], items);
		expect([l?.[0], ...(l ?? []).slice(1).sort()]).toEqual(['sum', jeanne, paul]);
		const apart = items.map((item) => ({ ...item, together: item.id }));
		expect(told([line('l', 3500, 'vir martin')], apart)).toEqual({ l: ['amount', 'c'] });
	});

	it('is the only one of that amount, near its day', () => {
		const only = expected('x', 4321, 'Aline Kerdoncuff');
		expect(told([line('l', 4321, 'remise cheque')], [only])).toEqual({ l: ['amount', 'x'] });
		const far = { ...only, day: day('2025-01-01') };
		expect(told([line('l', 4321, 'remise cheque')], [far])).toEqual({});
		const twins = [only, { ...only, id: 'y' }];
		expect(told([line('l', 4321, 'remise cheque')], twins)).toEqual({});
		const lines = [line('l', 4321, 'remise'), line('m', 4321, 'remise')];
		expect(told(lines, [only])).toEqual({});
	});

	it('is never on the other side', () => {
		const owed = [expected('x', 2000, 'Jeanne Martin')];
		expect(told([line('l', -2000, 'vir jeanne martin')], owed)).toEqual({});
	});

	it('comes to the line, each once, whatever the order', () => {
		const names = fc.constantFrom(
			'Jeanne Martin',
			'Paul Martin',
			'Aline Le Goff',
			'Yann Kerdoncuff'
		);
		const amounts = fc.constantFrom(500, 1000, 1500, 2000, -1500);
		const items = fc
			.array(fc.record({ party: names, cents: amounts }), { maxLength: 12 })
			.map((all) => all.map(({ cents, party }, i) => expected(`i${i}`, cents, party)));
		const lines = fc
			.array(fc.record({ search: names, cents: fc.constantFrom(500, 2000, 2500, 4000, -1500) }), {
				maxLength: 8
			})
			.map((all) => all.map(({ cents, search }, i) => line(`l${i}`, cents, search.toLowerCase())));
		fc.assert(
			fc.property(lines, items, (some, others) => {
				const byId = new Map(others.map((item) => [item.id, item]));
				const proposals = proposeSettlements(some, others);
				const used = [...proposals.values()].flatMap(({ ids }) => ids);
				expect(new Set(used).size).toBe(used.length);
				for (const { id, cents } of some) {
					const ids = proposals.get(id)?.ids;
					if (!ids) continue;
					expect(ids.reduce((sum, each) => sum + (byId.get(each)?.cents ?? NaN), 0)).toBe(cents);
				}
			})
		);
	});
});
