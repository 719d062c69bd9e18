import type { RefusalParameters } from '#shared/errors.ts';

/** What an expression may give; a day is `YYYY-MM-DD`. */
export type ValueType = 'number' | 'text' | 'date' | 'yes-no';
export type Value = number | string | boolean | null;

export type Expression =
	| { readonly kind: 'literal'; readonly type: ValueType; readonly value: Value }
	| { readonly kind: 'field'; readonly name: string }
	| { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
	| {
			readonly kind: 'binary';
			readonly operator: Operator;
			readonly left: Expression;
			readonly right: Expression;
	  };

export const OPERATORS = ['+', '-', '*', '/', '&', '=', '<>', '<', '<=', '>', '>='] as const;
export type Operator = (typeof OPERATORS)[number] | 'and' | 'or';

/** Why a formula is refused: `code` has its sentence, `people.formula-…`. */
export class FormulaFault extends Error {
	readonly code: string;
	readonly parameters: RefusalParameters;

	constructor(code: string, parameters: RefusalParameters = {}) {
		super(code);
		this.code = code;
		this.parameters = parameters;
	}
}
