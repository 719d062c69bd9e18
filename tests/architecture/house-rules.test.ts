import { describe, expect, it } from 'vitest';
import { faultsOf, linter, SLOW } from './planted.ts';

const eslint = linter();

/** [file, code, what the fault says] */
const REFUSED: readonly (readonly [string, string, string])[] = [
	['src/platform/server/log.ts', 'export const a = Math.random();', 'newId()'],
	['src/platform/server/log.ts', 'export const a = new Date();', 'Time comes from'],
	['src/platform/server/log.ts', 'export const a = Date.now();', 'Time comes from'],
	['src/platform/ui/Day.svelte', '<script>const a = new Date();</script>{a}', 'Time comes from'],
	['tests/support/personas.ts', 'export const a = new Date();', 'Time comes from'],
	['src/modules/accounting/domain/entry.ts', "export const a = parseFloat('1');", 'parseCents'],
	[
		'src/modules/accounting/domain/entry.ts',
		"export const a = Number.parseFloat('1');",
		'parseCents'
	],
	['src/platform/server/log.ts', "console.log('a');", 'no-console'],
	['src/platform/server/http/api.ts', "import '../../../shared/day.ts';", 'Too far to be relative'],
	['src/platform/server/http/api.ts', "export * from '../../clock.ts';", 'Too far to be relative'],
	[
		'src/platform/server/http/api.ts',
		"export const a = () => import('../../clock.ts');",
		'Too far'
	],
	[
		'src/shared/day.test.ts',
		"import { it } from 'vitest';\nit.only('a', () => {});",
		'focused test'
	],
	['src/shared/day.ts', 'export const a: any = 1;', 'no-explicit-any'],
	['src/shared/day.ts', 'export const a = (b: number) => b == 1;', 'eqeqeq'],
	[
		'src/platform/ui/Day.svelte',
		'<script>let { a } = $props();</script>{@html a}',
		'no-at-html-tags'
	]
];

const ALLOWED: readonly (readonly [string, string])[] = [
	['src/platform/server/clock.ts', 'export const a = new Date();'],
	['src/platform/server/log.ts', "export const a = new Date('2026-01-01');"],
	['src/cli/main.ts', "console.log('a');"],
	['src/platform/server/http/api.ts', "import '../clock.ts';"]
];

describe('the rules of the house', SLOW, () => {
	it.each(REFUSED)('%s refuses %s', async (file, code, lesson) => {
		expect((await faultsOf(eslint, file, `${code}\n`)).join('\n')).toContain(lesson);
	});

	it.each(ALLOWED)('%s allows %s', async (file, code) => {
		expect(await faultsOf(eslint, file, `${code}\n`)).toEqual([]);
	});
});
