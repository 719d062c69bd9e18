import type { Day } from '#shared/day.ts';
import { addMonths, partsOf } from '#shared/day.ts';
import { fold } from '#shared/text.ts';
import type { Value, ValueType } from './formula.ts';

/** A function of the language: its names, the types it takes, and what it gives. */
interface FormulaFunction {
	readonly names: readonly string[];
	/** `any` takes whatever it is given; the last one may be given several times when `many`. */
	readonly takes: readonly (ValueType | 'any')[];
	readonly many?: boolean;
	readonly gives: ValueType;
	/** Called with nothing missing, unless `missing` says that it looks itself. */
	run(values: readonly Value[], today: Day): Value;
	readonly missing?: 'looks';
}

/** Whole years from a birthday to a day: one born on 29 February is a year older on 1 March. */
export function ageOn(birth: Day, today: Day): number {
	const [from, to] = [partsOf(birth), partsOf(today)];
	const before = to.month < from.month || (to.month === from.month && to.day < from.day);
	return to.year - from.year - (before ? 1 : 0);
}

const numbers = (values: readonly Value[]) => values.map(Number);

export const FUNCTIONS: readonly FormulaFunction[] = [
	{
		names: ['age'],
		takes: ['date'],
		gives: 'number',
		run: ([birth], today) => ageOn(birth as Day, today)
	},
	{
		names: ['annee', 'year'],
		takes: ['date'],
		gives: 'number',
		run: ([day]) => partsOf(day as Day).year
	},
	{
		names: ['mois', 'month'],
		takes: ['date'],
		gives: 'number',
		run: ([day]) => partsOf(day as Day).month
	},
	{ names: ['aujourdhui', 'today'], takes: [], gives: 'date', run: (_, today) => today },
	{
		names: ['plusmois', 'addmonths'],
		takes: ['date', 'number'],
		gives: 'date',
		run: ([day, count]) => {
			const months = Math.trunc(Number(count));
			return Math.abs(months) > 2_400 ? null : addMonths(day as Day, months);
		}
	},
	{
		names: ['arrondi', 'round'],
		takes: ['number', 'number'],
		gives: 'number',
		run: ([value, places]) => {
			const factor = 10 ** Math.min(6, Math.max(0, Math.trunc(Number(places))));
			return Math.round(Number(value) * factor) / factor;
		}
	},
	{
		names: ['min'],
		takes: ['number'],
		many: true,
		gives: 'number',
		run: (values) => Math.min(...numbers(values))
	},
	{
		names: ['max'],
		takes: ['number'],
		many: true,
		gives: 'number',
		run: (values) => Math.max(...numbers(values))
	},
	{
		names: ['majuscules', 'upper'],
		takes: ['text'],
		gives: 'text',
		run: ([text]) => String(text).toUpperCase()
	},
	{
		names: ['minuscules', 'lower'],
		takes: ['text'],
		gives: 'text',
		run: ([text]) => String(text).toLowerCase()
	},
	{
		names: ['longueur', 'length'],
		takes: ['text'],
		gives: 'number',
		run: ([text]) => [...String(text)].length
	},
	{
		names: ['contient', 'contains'],
		takes: ['text', 'text'],
		gives: 'yes-no',
		run: ([text, part]) => fold(String(text)).includes(fold(String(part)))
	},
	{
		names: ['vide', 'empty'],
		takes: ['any'],
		gives: 'yes-no',
		missing: 'looks',
		run: ([value]) => value === null || value === ''
	},
	{
		names: ['pas', 'not'],
		takes: ['yes-no'],
		gives: 'yes-no',
		missing: 'looks',
		run: ([value]) => value !== true
	}
];

const BY_NAME = new Map(FUNCTIONS.flatMap((one) => one.names.map((name) => [name, one] as const)));

export function functionCalled(name: string): FormulaFunction | undefined {
	return BY_NAME.get(name);
}

/** `si(condition; alors; sinon)`: the one whose type depends on what it is given. */
export const CONDITIONAL: ReadonlySet<string> = new Set(['si', 'if']);
