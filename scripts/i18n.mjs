// Compiles the messages of every module to src/i18n/generated (typed functions, one file per language).
import { compile } from '@inlang/paraglide-js';

await compile({
	project: './project.inlang',
	outdir: './src/i18n/generated',
	strategy: ['globalVariable', 'baseLocale'],
	outputStructure: 'locale-modules',
	emitTsDeclarations: true,
	emitGitIgnore: false,
	emitPrettierIgnore: false,
	emitReadme: false
});
// The compiler leaves a timer behind that would hold the process for half a minute.
process.exit(0);
