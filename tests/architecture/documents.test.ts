import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings, SETTING_NAMES } from '#platform/server/settings.ts';
import { ROOT } from './planted.ts';
import { sourceFiles, type SourceFile } from './source-files.ts';

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const documents = [...sourceFiles('*.md', 'docs/**/*.md', 'src/modules/*/README.md')];

/** Links of a document to files that are not there. */
function deadLinks({ path: file, text }: SourceFile): string[] {
	return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
		.map((match) => (match[1] as string).replace(/#.*$/, ''))
		.filter((target) => target !== '' && !/^\w+:/.test(target))
		.filter((target) => !existsSync(path.join(ROOT, path.dirname(file), target)))
		.map((target) => `${file}: ${target}`);
}

/** Names in the first column of the tables. */
function firstColumn(text: string): string[] {
	return [...text.matchAll(/^\| `([^`]+)` +\|/gm)].map((match) => match[1] as string);
}

/** Files and folders that an annotated tree names, from the root. */
function treePaths(text: string): string[] {
	const tree = /```text\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
	const parents: string[] = [];
	return tree
		.split('\n')
		.filter((line) => line.trim() !== '')
		.map((line) => {
			const depth = (/^ */.exec(line)?.[0].length ?? 0) / 2;
			parents.length = depth;
			parents[depth] = line.trim().split(/\s/)[0] as string;
			return parents.join('').replace(/\/$/, '');
		});
}

describe('documents', () => {
	it('link to what exists', () => {
		const pictures = (link: string) => link.endsWith('.png');
		expect(documents.flatMap(deadLinks).filter((link) => !pictures(link))).toEqual([]);
	});

	it('tell every setting, and no other', () => {
		expect(firstColumn(read('docs/settings.md')).sort()).toEqual([...SETTING_NAMES].sort());
		expect(readSettings({}).dataFolder).toBe(path.resolve('data'));
	});

	it('give a reason for every dependency, and for no other', () => {
		const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
			string,
			object
		>;
		expect(firstColumn(read('docs/adr/0003-dependencies.md')).sort()).toEqual(
			Object.keys({ ...dependencies, ...devDependencies }).sort()
		);
	});

	it('draw the tree as it is', () => {
		const paths = treePaths(read('docs/architecture.md'));
		expect(paths).toContain('src/platform/server');
		expect(paths.filter((name) => !existsSync(path.join(ROOT, name)))).toEqual([]);
	});

	it('carry the licence whole', () => {
		const licence = read('LICENSE');
		expect(licence).toContain(
			'GNU AFFERO GENERAL PUBLIC LICENSE\n                       Version 3'
		);
		expect(licence).toContain('13. Remote Network Interaction');
		expect(licence.length).toBe(34_523);
	});
});

describe('these checks', () => {
	it('find a dead link', () => {
		const text = '[a](nowhere.md) [b](README.md#start) [c](https://example.org)';
		expect(deadLinks({ path: 'planted.md', text })).toEqual(['planted.md: nowhere.md']);
	});

	it('read trees and tables', () => {
		expect(treePaths('```text\nsrc/\n  shared/   pure\n  server.ts\n```')).toEqual([
			'src',
			'src/shared',
			'src/server.ts'
		]);
		expect(firstColumn('| `A_B` | x |\n| Name | y |')).toEqual(['A_B']);
	});
});
