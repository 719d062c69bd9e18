import ts from 'typescript';

/** A literal `module.kebab-name` of the source, and what stands beside it. */
export interface DottedLiteral {
	readonly text: string;
	readonly line: number;
	/** It is what a refusal or a fault is called. */
	readonly isCode: boolean;
	/** Names of the parameters given with it; undefined when they can't be read from the text. */
	readonly given: readonly string[] | undefined;
}

const DOTTED = /^[a-z]+\.[a-z0-9]+(-[a-z0-9]+)*$/;

export function dottedLiterals(file: string, text: string): DottedLiteral[] {
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	const found: DottedLiteral[] = [];
	const visit = (node: ts.Node) => {
		if (ts.isStringLiteral(node) && DOTTED.test(node.text)) {
			const { line } = source.getLineAndCharacterOfPosition(node.getStart());
			found.push({ text: node.text, line: line + 1, ...useOf(node) });
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

const REFUSING = new Set(['Refusal', 'refuseField']);

function useOf(literal: ts.StringLiteral): Pick<DottedLiteral, 'isCode' | 'given'> {
	const { parent } = literal;
	if (ts.isNewExpression(parent) || ts.isCallExpression(parent)) {
		const refusing = REFUSING.has(parent.expression.getText());
		if (refusing && parent.arguments?.[1] === literal) {
			const third = parent.arguments[2];
			return { isCode: true, given: third ? keysOf(third) : [] };
		}
	}
	if (ts.isPropertyAssignment(parent) && parent.name.getText() === 'code') {
		return { isCode: true, given: parametersBeside(parent.parent) };
	}
	return { isCode: false, given: undefined };
}

/** `{ code, parameters: { … } }`, or `{ code, a, b }` for what is answered as it stands. */
function parametersBeside(object: ts.ObjectLiteralExpression): string[] | undefined {
	const beside = object.properties.find(({ name }) => name?.getText() === 'parameters');
	if (!beside) return keysOf(object);
	return ts.isPropertyAssignment(beside) ? keysOf(beside.initializer) : undefined;
}

function keysOf(node: ts.Node): string[] | undefined {
	if (!ts.isObjectLiteralExpression(node)) return undefined;
	if (node.properties.some(ts.isSpreadAssignment)) return undefined;
	return node.properties.map((property) => property.name?.getText() ?? '');
}

/** Codes that SQL raises: `RAISE EXCEPTION 'module.code'`. */
export function raisedCodes(sql: string): string[] {
	return [...sql.matchAll(/RAISE\s+EXCEPTION\s+'([a-z]+\.[a-z0-9-]+)'/gi)].map(
		(match) => match[1] as string
	);
}
