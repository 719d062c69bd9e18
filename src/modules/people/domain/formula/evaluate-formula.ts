import type { Day } from '#shared/day.ts';
import { addDays, daysBetween, isDay, toFrenchDay } from '#shared/day.ts';
import { fold } from '#shared/text.ts';
import type { Expression, Operator, Value } from './formula.ts';
import { CONDITIONAL, functionCalled } from './functions.ts';

/** What an expression is about. */
export interface Surroundings {
	readonly today: Day;
	/** The value of a field; `null` when nothing is known. */
	field(name: string): Value;
}

/**
 * The value of an expression that `checkFormula` has let pass. What is missing stays missing: the age of
 * somebody without birth date is `null`, and so is a division by zero or a day beyond the calendar.
 */
export function evaluateFormula(expression: Expression, about: Surroundings): Value {
	switch (expression.kind) {
		case 'literal':
			return expression.value;
		case 'field':
			return about.field(expression.name);
		case 'binary': {
			const left = evaluateFormula(expression.left, about);
			const right = evaluateFormula(expression.right, about);
			return operate(expression.operator, left, right);
		}
		case 'call':
			return call(expression, about);
	}
}

function call(expression: Expression & { kind: 'call' }, about: Surroundings): Value {
	const { name, arguments: given } = expression;
	if (CONDITIONAL.has(name)) {
		const [condition, then, otherwise] = given as [Expression, Expression, Expression];
		return evaluateFormula(evaluateFormula(condition, about) === true ? then : otherwise, about);
	}
	const called = functionCalled(name);
	if (!called) return null;
	const values = given.map((one) => evaluateFormula(one, about));
	if (called.missing !== 'looks' && values.includes(null)) return null;
	return finite(called.run(values, about.today));
}

function finite(value: Value): Value {
	return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}

function operate(operator: Operator, left: Value, right: Value): Value {
	if (operator === '&') return `${shown(left)}${shown(right)}`;
	if (operator === 'and') return left === true && right === true;
	if (operator === 'or') return left === true || right === true;
	if (left === null || right === null) return null;
	switch (operator) {
		case '+':
			return isDayValue(left) ? shifted(left, Number(right)) : finite(Number(left) + Number(right));
		case '-':
			if (isDayValue(left)) {
				return isDayValue(right) ? daysBetween(right, left) : shifted(left, -Number(right));
			}
			return finite(Number(left) - Number(right));
		case '*':
			return finite(Number(left) * Number(right));
		case '/':
			return right === 0 ? null : finite(Number(left) / Number(right));
		default:
			return compare(operator, left, right);
	}
}

function isDayValue(value: Value): value is Day {
	return typeof value === 'string' && isDay(value);
}

const FARTHEST = 200_000;

function shifted(day: Day, count: number): Value {
	const days = Math.trunc(count);
	if (Math.abs(days) > FARTHEST) return null;
	const moved = addDays(day, days);
	return isDay(moved) ? moved : null;
}

function compare(operator: Operator, left: Value, right: Value): boolean {
	const [a, b] = [comparable(left), comparable(right)];
	if (operator === '=') return a === b;
	if (operator === '<>') return a !== b;
	if (operator === '<') return a < b;
	if (operator === '<=') return a <= b;
	return operator === '>' ? a > b : a >= b;
}

/** Texts are compared without case or accents, days and numbers as they are. */
function comparable(value: Value): number | string {
	if (typeof value === 'number') return value;
	return typeof value === 'string' && !isDay(value) ? fold(value) : String(value);
}

function shown(value: Value): string {
	if (value === null) return '';
	if (isDayValue(value)) return toFrenchDay(value);
	if (typeof value === 'boolean') return value ? 'oui' : 'non';
	return typeof value === 'number' ? String(value).replace('.', ',') : String(value);
}
