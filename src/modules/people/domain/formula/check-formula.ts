import type { Expression, ValueType } from './formula.ts';
import { FormulaFault } from './formula.ts';
import { CONDITIONAL, functionCalled } from './functions.ts';

/** The type of a field by its name; `undefined` when there is no such field. */
export type FieldTypes = (name: string) => ValueType | undefined;

/**
 * The type that an expression gives, once each of its parts has been given what it takes.
 * @throws {FormulaFault} `people.formula-unknown-field`, `-unknown-function`, `-arguments`, `-wrong-type`
 */
export function checkFormula(expression: Expression, fields: FieldTypes): ValueType {
	const typeOf = (one: Expression): ValueType => checkFormula(one, fields);
	switch (expression.kind) {
		case 'literal':
			return expression.type;
		case 'field': {
			const { name } = expression;
			const type = fields(name);
			if (!type) throw new FormulaFault('people.formula-unknown-field', { name });
			return type;
		}
		case 'binary':
			return operate(expression.operator, typeOf(expression.left), typeOf(expression.right));
		case 'call':
			return call(expression.name, expression.arguments.map(typeOf));
	}
}

function call(name: string, given: readonly ValueType[]): ValueType {
	if (CONDITIONAL.has(name)) {
		count(name, 3, given.length);
		const [condition, then, otherwise] = given as [ValueType, ValueType, ValueType];
		expect(name, 'yes-no', condition);
		expect(name, then, otherwise);
		return then;
	}
	const called = functionCalled(name);
	if (!called) throw new FormulaFault('people.formula-unknown-function', { name });
	const { takes, many, gives } = called;
	if (!many || given.length === 0) count(name, takes.length, given.length);
	for (const [index, type] of given.entries()) {
		const expected = takes[Math.min(index, takes.length - 1)];
		if (expected && expected !== 'any') expect(name, expected, type);
	}
	return gives;
}

function operate(operator: string, left: ValueType, right: ValueType): ValueType {
	if (operator === '&') return 'text';
	if (operator === 'and' || operator === 'or') {
		expect(operator, 'yes-no', left);
		expect(operator, 'yes-no', right);
		return 'yes-no';
	}
	if (['=', '<>', '<', '<=', '>', '>='].includes(operator)) {
		expect(operator, left, right);
		return 'yes-no';
	}
	// A day and a number of days, or two days.
	if (left === 'date' && operator === '-' && right === 'date') return 'number';
	if (left === 'date' && (operator === '+' || operator === '-')) {
		expect(operator, 'number', right);
		return 'date';
	}
	expect(operator, 'number', left);
	expect(operator, 'number', right);
	return 'number';
}

function count(name: string, expected: number, given: number): void {
	if (given === expected) return;
	throw new FormulaFault('people.formula-arguments', { name, expected, given });
}

function expect(name: string, expected: ValueType, found: ValueType): void {
	if (expected === found) return;
	throw new FormulaFault('people.formula-wrong-type', { name, expected, found });
}
