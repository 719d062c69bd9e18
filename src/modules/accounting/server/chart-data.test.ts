import { describe, expect, it } from 'vitest';
import { day } from '#shared/day.ts';
import { chartAccounts } from './chart-data.ts';
import { CHART_VERSIONS, chartFor } from '../domain/chart.ts';
import { MEANINGS, accountOfMeaning, directionOf, meaningOfAccount } from '../domain/meanings.ts';

describe('charts of associations', () => {
	it.each(CHART_VERSIONS)(
		'%s has unique codes in order, each with its label and its class',
		(v) => {
			const codes = chartAccounts(v).map(({ code }) => code);
			expect(codes.length).toBeGreaterThan(290);
			expect(codes).toEqual([...new Set(codes)].sort());
			const odd = chartAccounts(v).filter(({ code, label }) => !/^[1-8]\d*$/.test(code) || !label);
			expect(odd).toEqual([]);
		}
	);

	it.each(CHART_VERSIONS)('%s knows every account that the module leans on', (version) => {
		const codes = new Set(chartAccounts(version).map(({ code }) => code));
		const leantOn = ['110', '119', '120', '129', '512', '530', '5112', '411', '401', '864', '875'];
		expect(leantOn.filter((code) => !codes.has(code))).toEqual([]);
	});

	it.each(CHART_VERSIONS)('%s gives every meaning an account on its side', (version) => {
		const accounts = new Map(chartAccounts(version).map((account) => [account.code, account]));
		for (const meaning of MEANINGS) {
			const account = accounts.get(accountOfMeaning(meaning, version));
			expect([meaning, account?.position]).toEqual([meaning, directionOf(meaning)]);
			expect(account?.heading).toBe(false);
		}
	});

	it('names the account of a meaning back', () => {
		expect(meaningOfAccount('7561', 'associations-2025')).toBe('dues');
		expect(meaningOfAccount('7561', 'associations-1999')).toBeUndefined();
	});

	it('follows the day a year opens', () => {
		expect(chartFor(day('2019-12-31'))).toBe('associations-1999');
		expect(chartFor(day('2020-01-01'))).toBe('associations-2018');
		expect(chartFor(day('2024-12-31'))).toBe('associations-2018');
		expect(chartFor(day('2025-01-01'))).toBe('associations-2025');
	});
});
