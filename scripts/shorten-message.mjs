const TEXT = /=> \{\s*return \/\*\* @type \{LocalizedString\} \*\/ \((`(?:[^`\\]|\\.)*`)\)\s*\}$/;

/** Inputs that tell how many: five figures or more are written by thousands. Others are years, lines of a file, numbers. */
const QUANTITIES =
	/\$\{(i\?\.(?:count|total|limit|most|rowCount|lines|people|members|entries|found|used|sent|added|entered|registered|waiting|pages|cells|unchanged))\}/g;

/**
 * The declaration of one compiled message, and a module of it, with no more than its two texts: a page carries dozens
 * of them, the server all.
 * @throws {Error} when the compiler writes them otherwise than it did.
 */
export function shortened(source, name) {
	const [fr, en] = ['fr', 'en'].map((locale) => textOf(source, locale, name));
	const key = /^export const (\w+) =/m.exec(source)?.[1];
	if (!key) throw new Error(`${name}: no exported message`);
	const registry = /registry\./.test(fr + en)
		? "import * as registry from '../registry.js';\n"
		: '';
	const declaration = `export const ${key} = /* @__PURE__ */ pick(${fr}, ${en});\n`;
	return { declaration, source: `${registry}import { pick } from '../pick.js';\n${declaration}` };
}

function textOf(source, locale, name) {
	const start = new RegExp(`^const ${locale}_\\w+ = /\\*\\* @type .*? \\*/ (?=\\()`, 'm').exec(
		source
	);
	if (!start) throw new Error(`${name}: no ${locale} text`);
	const from = start.index + start[0].length;
	const code = source
		.slice(from, source.indexOf('\n};', from) + 2)
		.trim()
		.replace(QUANTITIES, '${n($1)}')
		.replace(/^\(i\) => (?=.*\bn\()/s, '(i, n) => ');
	const text = TEXT.exec(code)?.[1];
	if (!text) return code;
	if (!text.includes('${')) return text;
	return `${text.includes('${n(') ? '(i, n)' : '(i)'} => ${text}`;
}
