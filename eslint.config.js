import path from 'node:path';
import boundaries from 'eslint-plugin-boundaries';
import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';
import { EVERYWHERE, IN_CLOCK, IN_TESTS, IN_TOOLS } from './lint/house-rules.js';
import { FILES, policies } from './lint/import-table.js';
import { readModules } from './lint/modules.js';

const CODE = ['**/*.{js,mjs,ts,svelte}'];
const TESTS = ['**/*.{test,itest,testing}.ts', 'tests/**', 'seeds/**'];
const TOOLS = ['scripts/**', 'lint/**', 'benchmarks/**', 'src/cli/**', '*.config.*'];

export default tseslint.config(
	{
		ignores: [
			'build',
			'.svelte-kit',
			'src/i18n/generated',
			'project.inlang',
			'data',
			'data-*',
			'.cache',
			'tests/fixtures',
			'test-results'
		]
	},
	tseslint.configs.recommended,
	svelte.configs.recommended,
	{
		files: CODE,
		rules: {
			'no-console': 'error',
			'no-restricted-syntax': EVERYWHERE,
			'prefer-const': 'error',
			eqeqeq: 'error',
			'no-constant-condition': 'error',
			'no-empty': 'error',
			'no-fallthrough': 'error',
			'no-self-assign': 'error',
			'no-unsafe-finally': 'error',
			'no-useless-escape': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: tseslint.parser } },
		rules: {
			'prefer-const': 'off',
			'svelte/prefer-const': 'error',
			// The program is served at the root of its host: an address is its own path.
			'svelte/no-navigation-without-resolve': 'off',
			// svelte-check tells which warnings are ignored for nothing, and a flag raised once the page lives is no derived value.
			'svelte/no-unused-svelte-ignore': 'off',
			'svelte/prefer-writable-derived': 'off'
		}
	},
	{ files: ['src/platform/server/clock.ts'], rules: { 'no-restricted-syntax': IN_CLOCK } },
	{ files: TESTS, rules: { 'no-restricted-syntax': IN_TESTS } },
	{ files: TOOLS, rules: { 'no-console': 'off', 'no-restricted-syntax': IN_TOOLS } },
	{
		files: ['{src,tests,seeds,benchmarks}/**/*.{ts,svelte}'],
		plugins: { boundaries },
		settings: {
			'import/resolver': { [path.resolve(import.meta.dirname, 'lint/subpath-imports.js')]: {} },
			'boundaries/root-path': import.meta.dirname,
			'boundaries/files': FILES,
			'boundaries/files-single-match': true,
			'boundaries/dependency-nodes': ['import', 'dynamic-import', 'export'],
			'boundaries/legacy-templates': false,
			// Modules that the framework makes up: no file of ours.
			'boundaries/flag-as-external': { customSourcePatterns: ['$app/**'] }
		},
		rules: {
			'boundaries/no-unknown-files': 'error',
			'boundaries/dependencies': [
				'error',
				{
					default: 'disallow',
					checkAllOrigins: true,
					checkUnknownLocals: true,
					policies: policies(readModules())
				}
			]
		}
	}
);
