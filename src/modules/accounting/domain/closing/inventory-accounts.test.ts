import { describe, expect, it } from 'vitest';
import { CHART_VERSIONS } from '../chart.ts';
import { chartAccounts } from '#modules/accounting/server/chart-data.ts';
import { candidatesFor, depreciationCandidates, INVENTORY_ROLES } from './inventory-accounts.ts';

describe('the accounts of the end of a year', () => {
	it.each(CHART_VERSIONS)('are in the chart %s', (chart) => {
		const codes = new Set(chartAccounts(chart).map(({ code }) => code));
		// The general chart has no dedicated funds: they are added with the words of that of associations.
		const added = chart === 'pcg-2026' ? /^dedicated/ : /^$/;
		const roles = INVENTORY_ROLES.filter((role) => !added.test(role));
		for (const role of roles) {
			const known = candidatesFor(role, chart).find((code) => codes.has(code));
			expect(known, role).toBeDefined();
		}
		const words = new Set(chartAccounts('associations-2025').map(({ code }) => code));
		for (const role of INVENTORY_ROLES.filter((each) => added.test(each))) {
			expect(words.has(candidatesFor(role, chart)[0] ?? ''), role).toBe(true);
		}
	});

	it('follow the law: 675, 775 and 777 until 2024, 652, 757 and 747 from 2025', () => {
		const roles = ['disposed-book-value', 'disposal-proceeds', 'investment-grant-share'] as const;
		const of = (chart: 'associations-2018' | 'associations-2025') =>
			roles.map((role) => candidatesFor(role, chart)[0]);
		expect(of('associations-2018')).toEqual(['675', '775', '777']);
		expect(of('associations-2025')).toEqual(['652', '757', '747']);
		expect(depreciationCandidates('2183')).toEqual(['28183', '2818', '281']);
	});
});
