// Runs every suite and sums them up. Its last line is "N passed, N failed"; it exits 1 when anything failed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const bin = path.join(root, 'node_modules');
const folder = mkdtempSync(path.join(os.tmpdir(), 'essaim-suites-'));
const env = {
	...process.env,
	PATH: `${path.join(bin, '.bin')}${path.delimiter}${process.env.PATH}`
};
const wanted = process.argv.slice(2);

const suites = [
	{
		name: 'types',
		run: () =>
			check('svelte-check', [
				'svelte-check/bin/svelte-check',
				'--tsconfig',
				'./tsconfig.json',
				'--threshold',
				'error',
				'--output',
				'human'
			])
	},
	{ name: 'unit', run: () => vitest('unit') },
	{ name: 'integration', run: () => vitest('integration') },
	{ name: 'browser', run: () => vitest('browser') }
].filter(({ name }) => wanted.length === 0 || wanted.includes(name));

let passed = 0;
let failed = 0;
for (const { name, run } of suites) {
	const started = performance.now();
	const outcome = run();
	passed += outcome.passed;
	failed += outcome.failed;
	const seconds = ((performance.now() - started) / 1000).toFixed(0);
	console.log(`— ${name}: ${outcome.passed} passed, ${outcome.failed} failed (${seconds} s)\n`);
}
rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

/** A tool that passes or fails as a whole counts as one. */
function check(name, [script, ...args]) {
	console.log(`— ${name}`);
	const { status } = spawnSync(process.execPath, [path.join(bin, script), ...args], {
		cwd: root,
		env,
		stdio: 'inherit'
	});
	return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function vitest(project) {
	console.log(`— ${project}`);
	const report = path.join(folder, `${project}.json`);
	const { status } = spawnSync(
		process.execPath,
		[
			path.join(bin, 'vitest/vitest.mjs'),
			'run',
			'--project',
			project,
			'--reporter=dot',
			'--reporter=json',
			`--outputFile.json=${report}`
		],
		{ cwd: root, env, stdio: 'inherit' }
	);
	try {
		const result = JSON.parse(readFileSync(report, 'utf8'));
		// A file that can't even be loaded has no failed test of its own.
		const broken = result.testResults.filter(
			(file) =>
				file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed')
		).length;
		const failures = result.numFailedTests + broken;
		return { passed: result.numPassedTests, failed: failures || (status === 0 ? 0 : 1) };
	} catch {
		return { passed: 0, failed: 1 };
	}
}
