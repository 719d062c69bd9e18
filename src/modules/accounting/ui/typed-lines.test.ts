import { describe, expect, it } from 'vitest';
import { emptyLine } from '#modules/accounting/domain/typed-entry.ts';
import { balancing, totalsOf } from './typed-lines.ts';

const line = (debitCents: string, creditCents = '') => ({
	...emptyLine(),
	debitCents,
	creditCents
});

describe('the line that balances the others', () => {
	it.each([
		[[line('12,50'), line('7')], { debitCents: '', creditCents: '12,50' }],
		[[line('', '100'), line('')], { debitCents: '100,00', creditCents: '' }],
		[[line('10'), line('9', ''), line('', '10')], { debitCents: '', creditCents: '' }]
	])('%# says what is missing, whatever it said before', (lines, expected) => {
		expect(balancing(lines, 1)).toEqual(expected);
		const balanced = lines.map((each, index) => (index === 1 ? { ...each, ...expected } : each));
		const { debit, credit } = totalsOf(balanced);
		expect(debit).toBe(credit);
	});
});
