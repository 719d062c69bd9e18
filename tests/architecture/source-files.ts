import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './planted.ts';

export interface SourceFile {
	/** From the root of the repository. */
	readonly path: string;
	readonly text: string;
}

/** The files that match, generated ones apart. */
export function sourceFiles(...patterns: string[]): SourceFile[] {
	return globSync(patterns, { cwd: ROOT })
		.filter((name) => !name.startsWith('src/i18n/'))
		.sort()
		.map((name) => ({ path: name, text: readFileSync(path.join(ROOT, name), 'utf8') }));
}

export function isTest(name: string): boolean {
	return /\.(test|itest|testing)\.ts$|\/testing\/|^tests\//.test(name);
}

export function lineOf(text: string, index: number): number {
	return text.slice(0, index).split('\n').length;
}
