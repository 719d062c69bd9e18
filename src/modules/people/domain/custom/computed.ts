import type { Day } from '#shared/day.ts';
import { fold } from '#shared/text.ts';
import { FIELD_NAMES } from '../fields.ts';
import type { FieldName } from '../fields.ts';
import { checkFormula } from '../formula/check-formula.ts';
import { evaluateFormula } from '../formula/evaluate-formula.ts';
import type { Expression, Value, ValueType } from '../formula/formula.ts';
import { FormulaFault } from '../formula/formula.ts';
import { parseFormula } from '../formula/parse-formula.ts';
import type { PersonRecord } from '../person.ts';
import type { CustomField, CustomKind } from './custom-field.ts';

type Defined = Pick<CustomField, 'key' | 'kind' | 'labelFr' | 'labelEn' | 'formula'>;

const BUILT_IN: Readonly<Partial<Record<FieldName, ValueType>>> = {
	birthDate: 'date',
	joinedOn: 'date',
	newsletter: 'yes-no'
};
const KINDS: Readonly<Partial<Record<CustomKind, ValueType>>> = {
	number: 'number',
	money: 'number',
	date: 'date',
	'yes-no': 'yes-no'
};
// Notes that not everybody may read don’t leave through a formula either.
const READABLE: ReadonlySet<string> = new Set(
	FIELD_NAMES.filter((name) => name !== 'restrictedNotes')
);

/** The computed fields of an association, ready to be worked out for each person. */
export interface ComputedFields {
	/** The type of each computed field, by key. */
	readonly types: ReadonlyMap<string, ValueType>;
	/** The values of a person by key; `null` when something they need is missing. */
	valuesOf(person: PersonRecord, today: Day): ReadonlyMap<string, Value>;
}

/**
 * Reads and checks every formula. A formula names a field by its key or its label, or one of the fields
 * that every person has by its name in the API; an amount is a number of euros.
 * @throws {FormulaFault} `people.formula-self`, `people.formula-circular`, and those of the language
 */
export function readComputed(fields: readonly Defined[]): ComputedFields {
	const byName = new Map<string, Defined>();
	for (const field of fields) {
		for (const name of [field.labelEn, field.labelFr]) if (name) byName.set(fold(name), field);
	}
	for (const field of fields) byName.set(field.key, field);
	const named = (name: string) => byName.get(name) ?? byName.get(fold(name));
	const formulas = new Map<string, Expression>();
	const types = new Map<string, ValueType>();

	const typeOf = (name: string, within: readonly Defined[]): ValueType | undefined => {
		if (READABLE.has(name)) return BUILT_IN[name as FieldName] ?? 'text';
		const field = named(name);
		if (field?.kind !== 'computed') return field && (KINDS[field.kind] ?? 'text');
		if (within.at(-1) === field) throw new FormulaFault('people.formula-self', { name });
		if (within.includes(field)) {
			const path = [...within.slice(within.indexOf(field)), field].map(({ labelFr }) => labelFr);
			throw new FormulaFault('people.formula-circular', { path: path.join(' → ') });
		}
		return types.get(field.key) ?? define(field, [...within, field]);
	};
	const define = (field: Defined, within: readonly Defined[]): ValueType => {
		const expression = parseFormula(field.formula ?? '');
		const type = checkFormula(expression, (name) => typeOf(name, within));
		formulas.set(field.key, expression);
		types.set(field.key, type);
		return type;
	};
	for (const field of fields) {
		if (field.kind === 'computed' && !types.has(field.key)) define(field, [field]);
	}

	return {
		types,
		valuesOf(person, today) {
			const known = new Map<string, Value>();
			const valueOf = (name: string): Value => {
				if (READABLE.has(name)) return person[name as FieldName];
				const field = named(name);
				if (!field) return null;
				const expression = formulas.get(field.key);
				if (!expression) return stored(field, person.custom[field.key]);
				const done = known.get(field.key);
				if (done !== undefined) return done;
				const value = evaluateFormula(expression, { today, field: valueOf });
				known.set(field.key, value);
				return value;
			};
			for (const key of formulas.keys()) valueOf(key);
			return known;
		}
	};
}

function stored({ kind }: Defined, value: string | undefined): Value {
	if (value === undefined) return null;
	if (kind === 'number') return Number(value);
	if (kind === 'money') return Number(value) / 100;
	return kind === 'yes-no' ? value === 'true' : value;
}
