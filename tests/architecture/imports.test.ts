import { describe, expect, it } from 'vitest';
import { modules } from '#composition/registry.ts';
import { policies } from '#lint/import-table.js';
import { readModules } from '#lint/modules.js';
import { faultsOf, linter, SLOW } from './planted.ts';

// Three made-up modules, so that the rules are tried apart from what the real ones declare.
const eslint = linter([
	{
		files: ['**/*.{ts,svelte}'],
		rules: {
			'boundaries/dependencies': [
				'error',
				{
					default: 'disallow',
					checkAllOrigins: true,
					checkUnknownLocals: true,
					policies: policies([
						{ name: 'hive', dependsOn: [] },
						{ name: 'honey', dependsOn: ['hive'] },
						{ name: 'wax', dependsOn: [] }
					])
				}
			]
		}
	}
]);

const faults = (file: string, code: string) =>
	faultsOf(
		eslint,
		file,
		file.endsWith('.svelte') ? `<script lang="ts">\n${code}\n</script>\n` : `${code}\n`
	);

/** [file, imported, piece of the lesson] */
const REFUSED: readonly (readonly [string, string, string])[] = [
	['src/shared/day.ts', '#platform/server/clock.ts', '`shared` holds pure values'],
	['src/shared/day.ts', '#modules/hive/index.ts', '`shared` holds pure values'],
	['src/shared/day.ts', 'node:fs', 'runs in the browser too'],
	['src/shared/day.ts', 'kysely', 'Pure code uses'],
	['src/platform/server/log.ts', '#modules/hive/index.ts', 'The platform knows no module'],
	['src/platform/server/log.ts', '#modules/hive/server/index.ts', 'The platform knows no module'],
	['src/platform/server/log.ts', '#composition/registry.ts', 'The platform knows no module'],
	['src/platform/server/log.ts', '#platform/ui/field.ts', 'The platform knows no module'],
	[
		'src/platform/page/form.server.ts',
		'#modules/hive/server/index.ts',
		'The platform knows no module'
	],
	['src/platform/ui/Field.svelte', '#platform/server/clock.ts', 'The design system'],
	['src/platform/ui/field.ts', '../server/clock.ts', 'The design system'],
	['src/platform/ui/Field.svelte', '#modules/hive/index.ts', 'The design system'],
	['src/platform/ui/Field.svelte', 'node:path', 'runs in the browser too'],
	['src/modules/hive/domain/bee.ts', '#platform/server/clock.ts', 'domain of hive is pure'],
	['src/modules/hive/domain/bee.ts', '../server/list-bees.read.ts', 'domain of hive is pure'],
	['src/modules/hive/domain/bee.ts', '#i18n', 'domain of hive is pure'],
	['src/modules/hive/domain/bee.ts', 'node:crypto', 'runs in the browser too'],
	['src/modules/hive/domain/bee.ts', 'pg', 'Pure code uses'],
	['src/modules/hive/index.ts', './server/list-bees.read.ts', 'read by the browser'],
	['src/modules/hive/index.ts', './ui/Bees.svelte', 'read by the browser'],
	['src/modules/hive/ui/bees.ts', '../server/list-bees.read.ts', 'Components of hive'],
	['src/modules/hive/ui/Bees.svelte', '../server/list-bees.read.ts', 'Components of hive'],
	['src/modules/hive/ui/Bees.svelte', '#platform/server/operation.ts', 'Components of hive'],
	['src/modules/hive/ui/Bees.svelte', '#modules/wax/index.ts', 'Components of hive'],
	['src/modules/hive/server/keep-bee.ts', '../ui/bees.ts', 'hive sees another module'],
	['src/modules/hive/server/keep-bee.ts', '#composition/registry.ts', 'hive sees another module'],
	[
		'src/modules/hive/server/keep-bee.ts',
		'#modules/wax/server/index.ts',
		'hive sees another module'
	],
	['src/modules/hive/server/keep-bee.ts', '#modules/honey/server/index.ts', 'now: no module'],
	['src/modules/honey/server/keep-jar.ts', '#modules/hive/server/keep-bee.ts', 'now: hive'],
	['src/modules/honey/server/keep-jar.ts', '#modules/hive/domain/bee.ts', 'now: hive'],
	['src/modules/honey/server/keep-jar.ts', '#modules/hive/module.ts', 'now: hive'],
	['src/modules/honey/server/keep-jar.ts', '#modules/hive/testing/bees.ts', 'now: hive'],
	['src/modules/honey/domain/jar.ts', '#modules/hive/server/index.ts', 'domain of honey is pure'],
	['src/modules/honey/module.ts', '#modules/hive/index.ts', 'data about honey alone'],
	['src/modules/honey/testing/jars.ts', '#modules/wax/index.ts', 'Factories of honey'],
	[
		'src/modules/honey/server/keep-jar.itest.ts',
		'#modules/hive/server/keep-bee.ts',
		'A test of honey'
	],
	[
		'src/composition/registry.ts',
		'#modules/hive/server/keep-bee.ts',
		'`composition` puts modules together'
	],
	[
		'src/composition/registry.ts',
		'#modules/hive/domain/bee.ts',
		'`composition` puts modules together'
	],
	[
		'src/routes/(app)/[association]/hive/+page.server.ts',
		'#modules/hive/server/keep-bee.ts',
		'A page enters a module'
	],
	[
		'src/routes/(app)/[association]/hive/+page.server.ts',
		'#modules/hive/domain/bee.ts',
		'A page enters a module'
	],
	[
		'src/routes/(app)/[association]/hive/+page.svelte',
		'#modules/hive/server/index.ts',
		'runs in the browser'
	],
	[
		'src/routes/(app)/[association]/hive/+page.svelte',
		'#platform/server/clock.ts',
		'runs in the browser'
	],
	['src/routes/(app)/[association]/hive/+page.svelte', './+page.server.ts', 'runs in the browser'],
	['src/cli/main.ts', '#modules/hive/server/keep-bee.ts', 'through `composition`'],
	['tests/e2e/journey.test.ts', '#modules/hive/server/keep-bee.ts', 'A test enters a module'],
	['seeds/association.ts', '#modules/hive/server/keep-bee.ts', 'Seeds perform operations'],
	['benchmarks/run.ts', '#modules/hive/domain/bee.ts', 'Benchmarks enter a module']
];

const ALLOWED: readonly (readonly [string, string])[] = [
	['src/shared/day.ts', './money.ts'],
	['src/platform/server/log.ts', '#shared/day.ts'],
	['src/platform/server/log.ts', 'node:fs'],
	['src/platform/ui/Field.svelte', '#i18n'],
	['src/modules/hive/domain/bee.ts', '#shared/day.ts'],
	['src/modules/honey/domain/jar.ts', '#modules/hive/index.ts'],
	['src/modules/honey/index.ts', './ui/jars.ts'],
	['src/modules/honey/ui/Jars.svelte', './jars.ts'],
	['src/modules/honey/server/keep-jar.ts', '#modules/hive/server/index.ts'],
	['src/modules/honey/server/keep-jar.ts', '../domain/jar.ts'],
	['src/modules/honey/ui/Jars.svelte', '#modules/hive/index.ts'],
	['src/modules/honey/module.ts', './server/index.ts'],
	['src/modules/honey/server/keep-jar.itest.ts', '#modules/hive/testing/bees.ts'],
	['src/modules/honey/server/keep-jar.itest.ts', '#tests/support/test-program.ts'],
	['src/composition/registry.ts', '#modules/honey/module.ts'],
	['src/routes/(app)/[association]/hive/+page.server.ts', '#modules/hive/server/index.ts'],
	['src/routes/(app)/[association]/hive/+page.svelte', '#modules/hive/ui/Bees.svelte'],
	['src/routes/(app)/[association]/hive/+page.svelte', '$app/state'],
	['seeds/association.ts', '#modules/hive/server/index.ts']
];

describe('the import table', SLOW, () => {
	it.each(REFUSED)('%s may not import %s', async (file, imported, lesson) => {
		const found = await faults(file, `import '${imported}';`);
		expect(found).toHaveLength(1);
		expect(found[0]).toContain('boundaries/dependencies: ');
		expect(found[0]).toContain(lesson);
	});

	it.each(ALLOWED)('%s may import %s', async (file, imported) => {
		expect(await faults(file, `import '${imported}';`)).toEqual([]);
	});

	it.each([
		"import type { Bee } from '#modules/wax/index.ts';\nexport type Kept = Bee;",
		"export { bee } from '#modules/wax/index.ts';",
		"export * from '#modules/wax/index.ts';",
		"export const later = () => import('#modules/wax/index.ts');",
		"import { bee } from '../../wax/index.ts';\nexport const kept = bee;"
	])('sees every way to import: %s', async (code) => {
		expect((await faults('src/modules/hive/server/keep-bee.ts', code)).join()).toContain(
			'boundaries/dependencies'
		);
	});

	it('refuses a file that belongs to no room', async () => {
		expect((await faults('src/helpers/misc.ts', 'export const a = 1;')).join()).toContain(
			'boundaries/no-unknown-files'
		);
	});

	it('reads the dependencies that the manifests declare', () => {
		const declared = modules
			.filter(({ name }) => name !== 'platform')
			.map(({ name, dependsOn }) => ({ name, dependsOn: [...dependsOn] }));
		const read = new Map(readModules().map((module) => [module.name, module]));
		for (const module of declared) expect(read.get(module.name)).toEqual(module);
	});
});
