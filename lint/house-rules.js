// Each: what is refused in src, and the sentence that says what to do instead.
const RANDOM = {
	selector: "MemberExpression[object.name='Math'][property.name='random']",
	message: 'Randomness that can be guessed: use `newId()` of #shared/id.ts or node:crypto.'
};
const NOW = {
	selector:
		":matches(NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.object.name='Date'][callee.property.name='now'])",
	message: 'Time comes from `context.now`, or from `now()` of #platform/server/clock.ts.'
};
const FLOAT = {
	selector:
		":matches(CallExpression[callee.name='parseFloat'], MemberExpression[object.name='Number'][property.name='parseFloat'])",
	message: 'Amounts are whole cents: read them with `parseCents` of #shared/money.ts.'
};
const FAR_RELATIVE = {
	selector:
		':matches(ImportDeclaration, ExportAllDeclaration, ExportNamedDeclaration, ImportExpression) > Literal.source[value=/^\\.\\.\\u002F\\.\\./]',
	message: 'Too far to be relative: import `#shared/…`, `#platform/…` or `#modules/…`.'
};
const FOCUSED = {
	selector: "MemberExpression[object.name=/^(it|test|describe)$/][property.name='only']",
	message: 'A focused test hides all the others.'
};

export const EVERYWHERE = ['error', RANDOM, NOW, FLOAT, FAR_RELATIVE];
export const IN_CLOCK = ['error', RANDOM, FLOAT, FAR_RELATIVE];
export const IN_TESTS = ['error', RANDOM, NOW, FLOAT, FAR_RELATIVE, FOCUSED];
export const IN_TOOLS = ['error', RANDOM, FAR_RELATIVE];
