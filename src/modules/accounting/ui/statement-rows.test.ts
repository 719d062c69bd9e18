import { describe, expect, it } from 'vitest';
import { tellingRows, type StatementRow } from './statement-rows.ts';

const row = (kind: StatementRow['kind'], id: string, ...amounts: (number | null)[]) => {
	return { id, kind, label: id, amounts, accounts: [] };
};

describe('the rows of a statement that are shown', () => {
	it('leave out sections and lines of nothing, never the result', () => {
		const rows = [
			row('heading', 'financial-income', null, null),
			row('line', 'interest-received', 0, null),
			row('total', 'total-financial-income', 0, null),
			row('result', 'result', 0, null)
		];
		expect(tellingRows(rows).map(({ id }) => id)).toEqual(['result']);
	});

	it('keep a line that only the year before knows, with its section', () => {
		const rows = [
			row('heading', 'operating-income', null, null),
			row('line', 'subscriptions', 0, 4500),
			row('line', 'donations', 0, 0),
			row('total', 'total-operating-income', 0, 4500)
		];
		expect(tellingRows(rows).map(({ id }) => id)).toEqual([
			'operating-income',
			'subscriptions',
			'total-operating-income'
		]);
	});
});
