// Compiles the messages of every module to src/i18n/generated as typed functions: for the server one
// file, that loads at once; for the browser one file per message, so that a page sends its own words
// and not those of all modules (`#i18n` in package.json chooses). Both hold the texts and little else.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compile } from '@inlang/paraglide-js';
import { shortened } from './shorten-message.mjs';

const SERVER = './src/i18n/generated';
const BROWSER = './src/i18n/generated/browser';
const shared = {
	project: './project.inlang',
	strategy: ['globalVariable', 'baseLocale'],
	emitGitIgnore: false,
	emitPrettierIgnore: false,
	emitReadme: false
};

await compile({
	...shared,
	outdir: SERVER,
	outputStructure: 'locale-modules',
	emitTsDeclarations: true
});
await compile({ ...shared, outdir: BROWSER, outputStructure: 'message-modules' });

const messages = path.join(BROWSER, 'messages');
const all = [];
for (const name of readdirSync(messages).filter((name) => /^[a-z].*\.js$/.test(name))) {
	const file = path.join(messages, name);
	const { declaration, source } = shortened(readFileSync(file, 'utf8'), name);
	writeFileSync(file, source);
	all.push(declaration);
}
writeFileSync(
	path.join(SERVER, 'messages/_index.js'),
	`import * as registry from '../registry.js';\nimport { pick } from '../pick.js';\n${all.join('')}`
);
for (const locale of ['fr', 'en']) rmSync(path.join(SERVER, `messages/${locale}.js`));

// The server has chosen the language and written it on the page.
writeFileSync(
	path.join(BROWSER, 'runtime.js'),
	"export const getLocale = () => (document.documentElement.lang === 'en' ? 'en' : 'fr');\n"
);
for (const folder of [SERVER, BROWSER]) {
	writeFileSync(
		path.join(folder, 'pick.js'),
		`import { getLocale } from './runtime.js';
const grouped = (value, locale) => (value >= 1e4 ? value.toLocaleString(locale) : value);
export const pick = (fr, en) => (inputs, options) => {
	const locale = options?.locale ?? getLocale();
	const text = locale === 'fr' ? fr : en;
	return typeof text === 'string' ? text : text(inputs, (value) => grouped(value, locale));
};
`
	);
}
// Rules of plurals are dear to make: made once per language.
for (const folder of [SERVER, BROWSER]) {
	const file = path.join(folder, 'registry.js');
	const source = readFileSync(file, 'utf8');
	const kept = source.replace(
		'return new Intl.PluralRules(locale, options).select(Number(input))',
		'return (rules[locale] ??= new Intl.PluralRules(locale, options)).select(Number(input))'
	);
	if (kept === source) throw new Error(`${file}: plural rules are not where they were`);
	writeFileSync(file, `const rules = {};\n${kept}`);
}
// The compiler leaves a timer behind that would hold the process for half a minute.
process.exit(0);
