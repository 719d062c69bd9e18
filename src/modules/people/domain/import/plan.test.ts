import { expect, test } from 'vitest';
import fc from 'fast-check';
import { day } from '#shared/day.ts';
import { applyChanges, invert } from '../change.ts';
import type { KnownPerson } from '../duplicates.ts';
import type { PersonRecord } from '../person.ts';
import type { DuplicateRule } from './plan.ts';
import { newPerson } from '../new-person.ts';
import { planImport, totalsOf } from './plan.ts';
import { readLines } from './read-line.ts';
import type { ImportTarget } from './target.ts';

const TODAY = day('2026-11-22');

function plan(
	mapping: ImportTarget[],
	rows: string[][],
	known: Partial<PersonRecord>[] = [],
	rule: DuplicateRule = 'update'
) {
	const lineNumbers = rows.map((_, index) => index + 2);
	const drafts = readLines({ header: mapping, rows, lineNumbers }, mapping, TODAY);
	return planImport(drafts, peopleOf(known), rule);
}

function peopleOf(known: Partial<PersonRecord>[]): KnownPerson[] {
	return known.map((values, index) => {
		return { ...newPerson(values), id: `person-${index}`, version: 1 };
	});
}

const outcomes = (...parameters: Parameters<typeof plan>) =>
	plan(...parameters).map(({ outcome }) => outcome);
const codes = (...parameters: Parameters<typeof plan>) =>
	plan(...parameters).flatMap(({ faults }) => faults.map(({ path, code }) => `${path} ${code}`));

const NAMED: ImportTarget[] = ['lastName', 'firstName', 'email', 'birthDate'];
const INES = { lastName: 'Dubois', firstName: 'Inès', email: 'famille@example.org' };

test('faults name their line and column', () => {
	const [line] = plan(NAMED, [['Dubois', 'Inès', '', '31/02/2025']]);
	expect(line?.faults).toEqual([
		{
			path: 'line 2',
			code: 'people.date-unreadable-in-cell',
			parameters: { line: 2, column: 'birthDate', value: '31/02/2025' }
		}
	]);
});

test('a line without a name is an error', () => {
	expect(codes(NAMED, [['', '', 'a@b.fr', '']])).toEqual(['line 2 people.name-missing']);
});

test('a number on two lines is an error on both, and names both', () => {
	const lines = plan(
		['number', 'lastName'],
		[
			['7', 'A'],
			['8', 'B'],
			['7', 'C']
		]
	);
	expect(lines.map(({ outcome }) => outcome)).toEqual(['error', 'create', 'error']);
	expect(lines[2]?.faults[0]?.parameters).toMatchObject({ number: '7', first: 2, second: 4 });
});

test('a shared family e-mail is not a duplicate, the same name with it is', () => {
	expect(outcomes(NAMED, [['Dubois', 'Paul', 'famille@example.org', '']], [INES])).toEqual([
		'create'
	]);
	expect(outcomes(NAMED, [['DUBOIS', 'ines', 'Famille@Example.org', '']], [INES])).toEqual([
		'update'
	]);
	expect(outcomes(NAMED, [['Dubois', 'Inès', '', '']], [INES])).toEqual(['create']);
});

test('same name and birth date is a duplicate; another birth date is a homonym', () => {
	const known = [{ ...INES, birthDate: day('1990-01-31') }];
	expect(outcomes(NAMED, [['Dubois', 'Inès', '', '31/01/1990']], known)).toEqual(['unchanged']);
	expect(outcomes(NAMED, [['Dubois', 'Inès', INES.email, '01/01/2015']], known)).toEqual([
		'create'
	]);
});

test('several possible people are for a human to tell apart', () => {
	expect(codes(NAMED, [['Dubois', 'Inès', INES.email, '']], [INES, INES])).toEqual([
		'line 2 people.several-matches'
	]);
});

test('the three ways to treat somebody known', () => {
	const row = [['Dubois', 'Inès', INES.email, '31/01/1990']];
	expect(outcomes(NAMED, row, [INES], 'update')).toEqual(['update']);
	expect(outcomes(NAMED, row, [INES], 'skip')).toEqual(['skip']);
	expect(outcomes(NAMED, row, [INES], 'create')).toEqual(['create']);
	expect(codes(['number', 'lastName'], [['7', 'X']], [{ number: '7' }], 'create')).toEqual([
		'line 2 people.number-taken'
	]);
});

test('the second line about somebody is left out and says which came first', () => {
	const lines = plan(NAMED, [
		['Dubois', 'Inès', INES.email, ''],
		['Dubois', 'Inès', INES.email, '']
	]);
	expect(totalsOf(lines)).toMatchObject({ create: 1, skip: 1 });
	expect(lines[1]?.sameAsLine).toBe(2);
});

test('an empty cell erases nothing', () => {
	const [line] = plan(NAMED, [['Dubois', 'Inès', INES.email, '']], [{ ...INES, city: 'Metz' }]);
	expect(line?.changes).toEqual({});
});

test('a name cut by hand is not cut again, and is shown as before', () => {
	const mapping: ImportTarget[] = ['number', 'fullNameLastFirst', 'city'];
	const known = [{ number: '7', lastName: 'Garcia Lopez', firstName: 'Maria' }];
	expect(plan(mapping, [['7', 'Garcia Lopez Maria', 'Metz']], known)[0]?.changes).toEqual({
		city: [null, 'Metz']
	});
});

test('the e-mail of a payer who is somebody else never replaces one', () => {
	const mapping: ImportTarget[] = [
		'lastName',
		'firstName',
		'payerLastName',
		'payerFirstName',
		'payerEmail'
	];
	const child = ['Dubois', 'Léo', 'Dubois', 'Inès', 'ines@example.org'];
	const [line] = plan(mapping, [child]);
	expect(line?.after).toMatchObject({
		email: 'ines@example.org',
		extra: { payerFirstName: 'Inès' }
	});
	const own = ['Dubois', 'Inès', 'Dubois', 'Inès', 'ines@example.org'];
	expect(plan(mapping, [own])[0]?.after).toMatchObject({ email: 'ines@example.org', extra: {} });
});

test('an order gives the day of joining only to who has none', () => {
	const known = [{ ...INES, number: '7', joinedOn: day('2020-01-01') }];
	const mapping: ImportTarget[] = ['number', 'lastName', 'firstName', 'orderedOn'];
	const row = ['7', 'Dubois', 'Inès', '09/10/2025 21:59'];
	expect(outcomes(mapping, [row], known)).toEqual(['unchanged']);
	expect(plan(mapping, [row])[0]?.after?.joinedOn).toBe('2025-10-09');
});

test('undoing the changes of any import gives every person back', () => {
	const mapping: ImportTarget[] = ['number', 'fullNameLastFirst', 'city', 'newsletter', 'keep'];
	const number = fc.constantFrom('1', '2', '3', '4');
	const text = fc.constantFrom('', 'Dubois Inès', 'Le Goff Jean', 'Metz', 'Oui', '0');
	const rows = fc.array(fc.tuple(number, text, text, text, text), { maxLength: 6 });
	const people = fc.uniqueArray(
		fc.record({ number, lastName: text, city: text, newsletter: fc.boolean() }),
		{ selector: (person) => person.number }
	);
	fc.assert(
		fc.property(rows, people, (cells, known) => {
			for (const { known: about, after, changes } of plan(mapping, cells, known)) {
				const before = about && peopleOf(known).find(({ id }) => id === about.id);
				if (!before || !after) continue;
				expect(applyChanges(before, changes)).toEqual(after);
				expect(applyChanges(after, invert(changes))).toEqual(before);
			}
		})
	);
});
