import { describe, expect, it } from 'vitest';
import { accountsByRow, tellingRows, type StatementRow } from './statement-rows.ts';

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

describe('the accounts that a row is made of', () => {
	const line = (id: string, ...codes: string[]): StatementRow => ({
		...row('line', id, 1),
		accounts: codes.map((code) => ({ code, label: code, amounts: [1] }))
	});

	it('are those of its lines: of its section, of what follows the result before, of all', () => {
		const made = accountsByRow([
			row('heading', 'operating-income', null),
			line('subscriptions', '7561', '7562'),
			line('donations', '754'),
			row('total', 'total-operating-income', 3),
			row('heading', 'operating-expenses', null),
			line('wages', '641'),
			row('total', 'total-operating-expenses', 1),
			row('result', 'operating-result', 2),
			line('interest-received', '768'),
			row('result', 'financial-result', 1),
			row('result', 'result', 3)
		]);
		expect(Object.fromEntries(made)).toEqual({
			subscriptions: ['7561', '7562'],
			donations: ['754'],
			'total-operating-income': ['754', '7561', '7562'],
			wages: ['641'],
			'total-operating-expenses': ['641'],
			'operating-result': ['641', '754', '7561', '7562'],
			'interest-received': ['768'],
			'financial-result': ['768'],
			result: ['6*', '7*']
		});
	});
});
