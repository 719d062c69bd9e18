import { describe, expect, it } from 'vitest';
import { matching, step } from './combobox.ts';

const options = [
	{ value: '1', label: 'Aïcha Bernard', note: 'Brest' },
	{ value: '2', label: 'Karim Bernard' },
	{ value: '3', label: 'Madeleine Quéré', note: 'Plougastel' }
];
const values = (text: string, limit?: number) =>
	matching(options, text, limit).map(({ value }) => value);

describe('finding in a long choice', () => {
	it('finds nothing rather than something near', () => expect(values('bernardo')).toEqual([]));
	it('does not mind accents, case nor order', () => expect(values('BERNARD aicha')).toEqual(['1']));
	it('looks in the second line too', () => expect(values('plouga')).toEqual(['3']));
	it('shows everything for nothing', () => expect(values(' ')).toEqual(['1', '2', '3']));
	it('stops at the limit', () => expect(values('bernard', 1)).toEqual(['1']));
});

describe('arrow keys', () => {
	it('go nowhere in an empty list', () => expect(step(-1, 0, 1)).toBe(-1));
	it('begin at either end', () => expect([step(-1, 3, 1), step(-1, 3, -1)]).toEqual([0, 2]));
	it('go round', () => expect([step(2, 3, 1), step(0, 3, -1)]).toEqual([0, 2]));
});
