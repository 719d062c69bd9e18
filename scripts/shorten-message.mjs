const TEXT = /=> \{\s*return \/\*\* @type \{LocalizedString\} \*\/ \((`(?:[^`\\]|\\.)*`)\)\s*\}$/;

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
	const code = source.slice(from, source.indexOf('\n};', from) + 2).trim();
	const text = TEXT.exec(code)?.[1];
	if (!text) return code;
	return text.includes('${') ? `(i) => ${text}` : text;
}
