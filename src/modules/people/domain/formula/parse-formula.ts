import { isDay, parseDay } from '#shared/day.ts';
import { fold } from '#shared/text.ts';
import type { Expression, Operator } from './formula.ts';
import { FormulaFault } from './formula.ts';

const LIMIT = 1_000;
const DEEPEST = 50;

interface Token {
	readonly kind: 'number' | 'text' | 'date' | 'field' | 'word' | 'sign' | 'end';
	readonly text: string;
	/** Counted from 1. */
	readonly at: number;
}

const TOKEN =
	/\s*(?:(?<date>\d{4}-\d\d-\d\d|\d\d\/\d\d\/\d{4})|(?<number>\d+(?:[.,]\d+)?)|"(?<text>(?:[^"]|"")*)"|\[(?<field>[^\][]+)\]|(?<word>[\p{L}_][\p{L}\d_-]*)|(?<sign><>|<=|>=|[-+*/&=<>();]))/uy;

function tokensOf(source: string): Token[] {
	const tokens: Token[] = [];
	TOKEN.lastIndex = 0;
	let at = 0;
	while (source.slice(at).trim() !== '') {
		const match = TOKEN.exec(source);
		if (!match) throw unreadable(at + 1 + (/^\s*/.exec(source.slice(at))?.[0].length ?? 0), source);
		const [kind = 'sign', text = ''] =
			Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined) ?? [];
		tokens.push({ kind: kind as Token['kind'], text, at: at + 1 });
		at = TOKEN.lastIndex;
	}
	return [...tokens, { kind: 'end', text: '', at: source.length + 1 }];
}

function unreadable(at: number, source: string): FormulaFault {
	const sign = source.slice(at - 1, at + 9).trim() || '…';
	return new FormulaFault('people.formula-unreadable', { at, sign });
}

/**
 * Reads a formula as a spreadsheet has it: `si(age([birthDate]) < 18; "Mineur"; "Majeur")`. Fields stand
 * between brackets, arguments between semicolons, decimals have a comma or a point; a day is written
 * `31/12/2026`. There is nothing else in the language: no loop, no text that runs.
 * @throws {FormulaFault} `people.formula-unreadable`, `people.formula-too-long`
 */
export function parseFormula(source: string): Expression {
	if (source.length > LIMIT) throw new FormulaFault('people.formula-too-long', { limit: LIMIT });
	return new Parser(source).whole();
}

const LEVELS: readonly (readonly string[])[] = [
	['or', 'ou'],
	['and', 'et'],
	['=', '<>', '<', '<=', '>', '>='],
	['&'],
	['+', '-'],
	['*', '/']
];
const WORDS: Readonly<Record<string, Operator>> = { ou: 'or', et: 'and' };
const TRUTHS: ReadonlyMap<string, boolean> = new Map([
	['vrai', true],
	['true', true],
	['oui', true],
	['faux', false],
	['false', false],
	['non', false]
]);

class Parser {
	readonly #source: string;
	readonly #tokens: readonly Token[];
	#next = 0;
	#depth = 0;

	constructor(source: string) {
		this.#source = source;
		this.#tokens = tokensOf(source);
	}

	whole(): Expression {
		const expression = this.#level(0);
		if (this.#token.kind !== 'end') throw this.#unexpected();
		return expression;
	}

	get #token(): Token {
		return this.#tokens[this.#next] ?? { kind: 'end', text: '', at: this.#source.length + 1 };
	}

	#unexpected(): FormulaFault {
		return unreadable(this.#token.at, this.#source);
	}

	#accept(sign: string): boolean {
		const { kind, text } = this.#token;
		const is = kind === 'sign' && text === sign;
		if (is) this.#next += 1;
		return is;
	}

	#level(level: number): Expression {
		const operators = LEVELS[level];
		if (!operators) return this.#signed();
		this.#depth += 1;
		if (this.#depth > DEEPEST * LEVELS.length) throw this.#unexpected();
		let left = this.#level(level + 1);
		for (;;) {
			const { kind, text } = this.#token;
			const written = text.toLowerCase();
			if ((kind !== 'sign' && kind !== 'word') || !operators.includes(written)) break;
			this.#next += 1;
			const operator = WORDS[written] ?? (written as Operator);
			left = { kind: 'binary', operator, left, right: this.#level(level + 1) };
		}
		this.#depth -= 1;
		return left;
	}

	#signed(): Expression {
		if (!this.#accept('-')) return this.#primary();
		this.#depth += 1;
		if (this.#depth > DEEPEST * LEVELS.length) throw this.#unexpected();
		const zero: Expression = { kind: 'literal', type: 'number', value: 0 };
		const right = this.#signed();
		this.#depth -= 1;
		return { kind: 'binary', operator: '-', left: zero, right };
	}

	#primary(): Expression {
		const token = this.#token;
		if (this.#accept('(')) {
			const inner = this.#level(0);
			if (!this.#accept(')')) throw this.#unexpected();
			return inner;
		}
		this.#next += 1;
		const { kind, text } = token;
		if (kind === 'number') {
			return { kind: 'literal', type: 'number', value: Number(text.replace(',', '.')) };
		}
		if (kind === 'text')
			return { kind: 'literal', type: 'text', value: text.replaceAll('""', '"') };
		if (kind === 'field') return { kind: 'field', name: text.trim() };
		if (kind === 'date') {
			const value = isDay(text) ? text : parseDay(text);
			if (value) return { kind: 'literal', type: 'date', value };
		}
		if (kind === 'word') return this.#word(token);
		this.#next -= 1;
		throw this.#unexpected();
	}

	#word({ text }: Token): Expression {
		const name = fold(text).replaceAll(' ', '');
		if (this.#accept('(')) return { kind: 'call', name, arguments: this.#arguments() };
		const truth = TRUTHS.get(name);
		if (truth !== undefined) return { kind: 'literal', type: 'yes-no', value: truth };
		this.#next -= 1;
		throw this.#unexpected();
	}

	#arguments(): Expression[] {
		const given: Expression[] = [];
		if (this.#accept(')')) return given;
		do given.push(this.#level(0));
		while (this.#accept(';'));
		if (!this.#accept(')')) throw this.#unexpected();
		return given;
	}
}
