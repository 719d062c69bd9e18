import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readConditions, writeConditions } from './condition.ts';

test.each([
	['', []],
	['city:is:Rennes', [{ field: 'city', operator: 'is', values: ['Rennes'] }]],
	['email:known', [{ field: 'email', operator: 'known', values: [] }]],
	['email:known:', [{ field: 'email', operator: 'known', values: [] }]],
	[
		'age:between:18|25;city:is:a\\|b\\;c:d',
		[
			{ field: 'age', operator: 'between', values: ['18', '25'] },
			{ field: 'city', operator: 'is', values: ['a|b;c:d'] }
		]
	],
	['n’importe quoi', [{ field: 'n’importe quoi', operator: '', values: [] }]],
	[';;', []]
])('%s', (text, conditions) => {
	expect(readConditions(text)).toEqual(conditions);
});

test('what is written is read back, whatever the values hold', () => {
	const condition = fc.record({
		field: fc.stringMatching(/^[a-z][a-z.-]{0,10}$/),
		operator: fc.constantFrom('is', 'between'),
		values: fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 4 })
	});
	fc.assert(
		fc.property(fc.array(condition, { maxLength: 4 }), (conditions) => {
			expect(readConditions(writeConditions(conditions))).toEqual(conditions);
		})
	);
});
