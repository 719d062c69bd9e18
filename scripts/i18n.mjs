// Compiles the messages of every module to src/i18n/generated as typed functions: for the server one
// file per language, that loads at once; for the browser one file per message, so that a page sends
// its own words and not those of all modules (`#i18n` in package.json chooses).
import { compile } from '@inlang/paraglide-js';

const shared = {
	project: './project.inlang',
	strategy: ['globalVariable', 'baseLocale'],
	emitGitIgnore: false,
	emitPrettierIgnore: false,
	emitReadme: false
};

await compile({
	...shared,
	outdir: './src/i18n/generated',
	outputStructure: 'locale-modules',
	emitTsDeclarations: true
});
await compile({
	...shared,
	outdir: './src/i18n/generated/browser',
	outputStructure: 'message-modules'
});
// The compiler leaves a timer behind that would hold the process for half a minute.
process.exit(0);
