import { describe, expect, it } from 'vitest';
import { plainOf } from './fill-forms.ts';

const line = (account: string, side: 'debit' | 'credit', isMeans = false) => ({
	...{ account, side, isMeans, label: null, thirdParty: null, values: [] }
});
const template = (...lines: ReturnType<typeof line>[]) => ({
	...{ name: 'Loyer', journal: 'BQ', label: 'Loyer du local', thirdParty: null, lines }
});
const rent = template(line('6132', 'debit'), line('614', 'debit'), line('5121', 'credit', true));

describe('a template in plain words', () => {
	it.each([
		['no means', template(line('6132', 'debit'), line('401', 'credit'))],
		['two means', template(line('530', 'debit', true), line('5121', 'credit', true))],
		[
			'something on the side of the means',
			template(line('6132', 'debit'), line('758', 'credit'), line('5121', 'credit', true))
		]
	])('is left to the grid with %s', (_, each) => {
		expect(plainOf(each, [])).toBeUndefined();
	});

	it('fills the amount, the first account and a part for each other one', () => {
		expect(plainOf(rent, [33_750, 11_250, 45_000])).toMatchObject({
			kind: 'expense',
			values: {
				...{ label: 'Loyer du local', means: '5121', account: '6132', amountCents: '450,00' },
				parts: [{ account: '614', amountCents: '112,50' }]
			}
		});
	});

	it('shows the word that stands for an account rather than its number', () => {
		const wordOf = (account: string) => (account === '6132' ? 'rent' : undefined);
		expect(plainOf(rent, [], { totalCents: 100, wordOf })?.values).toMatchObject({
			...{ meaning: 'rent', account: '', amountCents: '1,00' },
			parts: [{ account: '614', amountCents: '' }]
		});
	});
});
