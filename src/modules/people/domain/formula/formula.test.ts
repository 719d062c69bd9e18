import { describe, expect, it, test } from 'vitest';
import fc from 'fast-check';
import { day } from '#shared/day.ts';
import { newPerson } from '../new-person.ts';
import { readComputed } from '../custom/computed.ts';
import type { CustomKind } from '../custom/custom-field.ts';
import { FormulaFault } from './formula.ts';
import { parseFormula } from './parse-formula.ts';
import { ageOn } from './functions.ts';

const TODAY = day('2026-11-22');
const field = (key: string, kind: CustomKind, formula: string | null = null) => {
	return { key, kind, formula, labelFr: key.toUpperCase(), labelEn: '' };
};
const FIELDS = [field('taille', 'number'), field('don', 'money'), field('cours', 'choice')];

function value(formula: string, custom: Record<string, string> = {}) {
	const computed = readComputed([...FIELDS, field('x', 'computed', formula)]);
	const person = newPerson({ firstName: 'Inès', birthDate: day('2010-11-23'), custom });
	return computed.valuesOf(person, TODAY).get('x');
}

function faultOf(formula: string): string | undefined {
	try {
		value(formula);
	} catch (error) {
		if (error instanceof FormulaFault) return error.code;
		throw error;
	}
	return undefined;
}

test.each([
	['1 + 2 * 3', 7],
	['(1 + 2) * 3', 9],
	['-2 * -3', 6],
	['7 / 2', 3.5],
	['1 / 0', null],
	['1,5 + 0.5', 2],
	['age([birthDate])', 15],
	['si(age([birthDate]) < 18; "Mineur"; "Majeur")', 'Mineur'],
	['if([cours] = "DANSE" or vrai; "a" ; "b")', 'a'],
	['[firstName] & " " & [taille]', 'Inès 1,6'],
	['[TAILLE] * 100', 160],
	['[don] * 2', 25],
	['arrondi([taille]; 0)', 2],
	['max(1; 3; 2)', 3],
	['vide([city])', true],
	['age([joinedOn])', null],
	['01/01/2027 - aujourdhui()', 40],
	['2026-11-22 + 9', '2026-12-01'],
	['plus_mois([birthDate]; 216)', '2028-11-23'],
	['contient([firstName]; "ines")', true],
	['pas(faux) et 1 <> 2', true],
	['"dit ""oui"""', 'dit "oui"']
])('%s is %j', (formula, expected) => {
	expect(value(formula, { taille: '1.6', don: '1250', cours: 'danse' })).toEqual(expected);
});

test.each([
	['', 'people.formula-unreadable'],
	['1 +', 'people.formula-unreadable'],
	['1 2', 'people.formula-unreadable'],
	['(1', 'people.formula-unreadable'],
	['firstName', 'people.formula-unreadable'],
	['process.exit()', 'people.formula-unreadable'],
	['exit()', 'people.formula-unknown-function'],
	['constructor()', 'people.formula-unknown-function'],
	['[password]', 'people.formula-unknown-field'],
	['[restrictedNotes]', 'people.formula-unknown-field'],
	['[__proto__]', 'people.formula-unknown-field'],
	['1 + "a"', 'people.formula-wrong-type'],
	['si(1; 2; 3)', 'people.formula-wrong-type'],
	['si(vrai; 2; "a")', 'people.formula-wrong-type'],
	['age([firstName])', 'people.formula-wrong-type'],
	['age()', 'people.formula-arguments'],
	['max()', 'people.formula-arguments'],
	['[x]', 'people.formula-self'],
	['[X] + 1', 'people.formula-self'],
	['1'.repeat(1001), 'people.formula-too-long'],
	['('.repeat(400) + '1' + ')'.repeat(400), 'people.formula-unreadable']
])('%s is refused', (formula, code) => {
	expect(faultOf(formula)).toBe(code);
});

describe('fields that need each other', () => {
	it('are worked out in whatever order', () => {
		const computed = readComputed([
			field('c', 'computed', '[b] + 1'),
			field('b', 'computed', '[a] + 1'),
			field('a', 'computed', '1')
		]);
		expect(computed.valuesOf(newPerson({}), TODAY).get('c')).toBe(3);
	});

	it('are refused when they need themselves', () => {
		const circle = [
			field('a', 'computed', '[b]'),
			field('b', 'computed', '[c]'),
			field('c', 'computed', '[a]')
		];
		expect(() => readComputed(circle)).toThrow(
			expect.objectContaining({
				code: 'people.formula-circular',
				parameters: { path: 'A → B → C → A' }
			})
		);
	});
});

test('whatever is typed is read, or refused with a code', () => {
	const piece = fc.constantFrom(
		...'1 + - * / ( ) ; [taille] [x] si( age( "a" & = < vrai et'.split(' ')
	);
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string(),
				fc.array(piece).map((all) => all.join(' '))
			),
			(text) => {
				try {
					parseFormula(text);
				} catch (error) {
					expect(error).toBeInstanceOf(FormulaFault);
				}
			}
		)
	);
});

test('a year older on the day itself', () => {
	expect(ageOn(day('2008-02-29'), day('2026-02-28'))).toBe(17);
	expect(ageOn(day('2008-02-29'), day('2026-03-01'))).toBe(18);
	expect(ageOn(day('2008-11-22'), TODAY)).toBe(18);
});
