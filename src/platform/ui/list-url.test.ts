import { describe, expect, it } from 'vitest';
import { listHref, otherParameters, shownColumns, sortHref, sortOf } from './list-url.ts';

const at = (path: string) => new URL(path, 'https://example.org');

describe('the address of a list', () => {
	it('keeps the filters and goes back to the first page when something changes', () => {
		expect(listHref(at('/k/people?group=bureau&cursor=abc'), { fee: 'family' })).toBe(
			'/k/people?group=bureau&fee=family'
		);
	});

	it('removes a parameter, and the question mark with the last one', () => {
		expect(listHref(at('/k/people?group=bureau'), { group: undefined })).toBe('/k/people');
	});

	it('repeats a parameter that has several values', () => {
		expect(listHref(at('/k'), { status: ['late', 'due'] })).toBe('/k?status=late&status=due');
	});

	it('reads the sort and its direction', () => {
		expect(sortOf(at('/k'))).toBeUndefined();
		expect(sortOf(at('/k?sort=-name'))).toEqual({ key: 'name', descending: true });
	});

	it('turns the sort round only when it is already by this column', () => {
		expect(sortHref(at('/k'), 'name')).toBe('/k?sort=name');
		expect(sortHref(at('/k?sort=name'), 'name')).toBe('/k?sort=-name');
		expect(sortHref(at('/k?sort=-name'), 'name')).toBe('/k?sort=name');
		expect(sortHref(at('/k?sort=name'), 'fee')).toBe('/k?sort=fee');
		expect(sortHref(at('/k'), 'name', { key: 'name', descending: false })).toBe('/k?sort=-name');
	});

	it('shows the usual columns until others are chosen, and fixed columns always', () => {
		const columns = [
			{ key: 'name' },
			{ key: 'fee', choice: 'shown' as const },
			{ key: 'town', choice: 'extra' as const }
		];
		expect(shownColumns(at('/k'), columns)).toEqual(['name', 'fee']);
		expect(shownColumns(at('/k?columns=town'), columns)).toEqual(['name', 'town']);
		expect(shownColumns(at('/k?columns='), columns)).toEqual(['name']);
	});

	it('hands a form the parameters that it must repeat', () => {
		expect(otherParameters(at('/k?a=1&columns=x&cursor=z&a=2'), 'columns')).toEqual([
			['a', '1'],
			['a', '2']
		]);
	});
});
