import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { cruise, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser';
import { afterEach, expect, it } from 'vitest';
import { modules } from '#composition/registry.ts';
import config from '#lint/dependencies.js';
import { ROOT, SLOW } from './planted.ts';

let folder = '';

afterEach(async () => {
	if (folder) await rm(folder, { recursive: true, force: true });
	folder = '';
});

async function faultsIn(baseDir: string, roots: string[]): Promise<string[]> {
	const { output } = await cruise(roots, {
		...config.options,
		baseDir,
		validate: true,
		ruleSet: { forbidden: config.forbidden } as IFlattenedRuleSet
	});
	const { violations } = (output as ICruiseResult).summary;
	return violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

/** A toy tree with these files; each imports the ones listed. */
async function plant(files: Readonly<Record<string, readonly string[]>>): Promise<string[]> {
	folder = await mkdtemp(path.join(os.tmpdir(), 'essaim-planted-'));
	await writeFile(
		path.join(folder, 'package.json'),
		'{"name":"toy","type":"module","dependencies":{"honey":"1"},"devDependencies":{"wax":"1"}}'
	);
	for (const [file, imported] of Object.entries(files)) {
		const code = imported.map((name, index) => `import { a as a${index} } from '${name}';`);
		const used = imported.map((_, index) => `a${index}`).join(', ');
		const text = `${code.join('\n')}\nexport const a = [${used}];\n`;
		await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
		await writeFile(
			path.join(folder, file),
			file.endsWith('.svelte') ? `<script lang="ts">${text.replace('export ', '')}</script>` : text
		);
	}
	return faultsIn(folder, ['src']);
}

it('the tree has no circle, and no server code in the browser', SLOW, async () => {
	expect(await faultsIn(ROOT, ['src', 'tests'])).toEqual([]);
});

it('finds a circle of files', SLOW, async () => {
	const faults = await plant({
		'src/platform/server/a.ts': ['./b.ts'],
		'src/platform/server/b.ts': ['./c.ts'],
		'src/platform/server/c.ts': ['./a.ts']
	});
	expect(faults.join('\n')).toContain('no-circle: src/platform/server/a.ts');
});

it('finds server code that a component reaches by a detour', SLOW, async () => {
	const faults = await plant({
		'src/routes/+page.svelte': ['../modules/hive/index.ts'],
		'src/modules/hive/index.ts': ['./domain/bee.ts'],
		'src/modules/hive/domain/bee.ts': ['../server/keep-bee.ts'],
		'src/modules/hive/server/keep-bee.ts': []
	});
	expect(faults).toContain(
		'browser-reaches-server: src/routes/+page.svelte → src/modules/hive/server/keep-bee.ts'
	);
});

it('finds a test that the product imports', SLOW, async () => {
	const faults = await plant({
		'src/platform/server/a.ts': ['../../../tests/support/clock.ts'],
		'tests/support/clock.ts': []
	});
	expect(faults).toEqual(['tests-stay-outside: src/platform/server/a.ts → tests/support/clock.ts']);
});

it('finds a package that package.json does not give to the product', SLOW, async () => {
	const faults = await plant({
		'node_modules/honey/index.js': [],
		'node_modules/wax/index.js': [],
		'src/server.ts': ['honey', 'wax', 'nowhere']
	});
	expect(faults).toEqual([
		'declared-package: src/server.ts → node_modules/wax/index.js',
		'declared-package: src/server.ts → nowhere'
	]);
});

it('no module depends on itself through others', () => {
	const graph = new Map(modules.map(({ name, dependsOn }) => [name, dependsOn]));
	const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
		(graph.get(from) ?? []).some((next) => {
			if (next === to) return true;
			if (seen.has(next)) return false;
			return reaches(next, to, seen.add(next));
		});
	expect([...graph.keys()].filter((name) => reaches(name, name))).toEqual([]);
});
