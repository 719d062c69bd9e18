import { expect, test } from 'vitest';
import fc from 'fast-check';
import { newPerson } from '#modules/people/domain/new-person.ts';
import { keptLine, plannedLine } from './kept-line.ts';

const word = fc.constantFrom('Inès', 'Le Goff', 'Brest', '0', 'x'.repeat(300));
const bag = fc.dictionary(fc.constantFrom('points', 'Tarif'), word);
const person = fc
	.record(
		{
			...{
				kind: fc.constantFrom('natural' as const, 'legal' as const),
				lastName: word,
				city: word
			},
			...{ newsletter: fc.boolean(), otherEmails: word, extra: bag, custom: bag }
		},
		{ requiredKeys: [] }
	)
	.map(newPerson);
const fault = fc.constant({ path: 'line 2', code: 'people.name-missing', parameters: { line: 2 } });
const line = fc.record(
	{
		line: fc.nat(),
		outcome: fc.constantFrom('create' as const, 'update' as const, 'error' as const),
		name: word,
		after: person,
		known: fc.record({ id: fc.uuid(), version: fc.nat() }),
		changes: fc.dictionary(word, fc.tuple(fc.constant(null), word)),
		entered: fc.array(word),
		groupsBefore: fc.array(word),
		sameAsLine: fc.nat(),
		faults: fc.array(fault)
	},
	{ requiredKeys: ['line', 'outcome', 'name', 'changes', 'entered', 'groupsBefore', 'faults'] }
);

test('a line that was kept does what was decided', () => {
	fc.assert(
		fc.property(line, (decided) => {
			const text = JSON.stringify(keptLine(decided));
			expect(plannedLine(JSON.parse(text) as never)).toEqual(decided);
		})
	);
});

test('of a photograph is kept that there is one', () => {
	const nothing = { changes: {}, entered: [], groupsBefore: [], faults: [] };
	const decided = { ...nothing, line: 2, outcome: 'create' as const, name: 'Ana', picture: 'aGV5' };
	expect(JSON.stringify(keptLine(decided))).not.toContain('aGV5');
	expect(plannedLine(keptLine(decided)).picture).toBe('');
});
