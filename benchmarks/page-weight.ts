import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import path from 'node:path';

const CLIENT = path.resolve(import.meta.dirname, '../build/client');

/** Bytes of gzipped JavaScript that a first visit of a page loads: the modules that its HTML names and all that they import at once. */
export function scriptWeight(html: string): number {
	const seen = new Set<string>();
	const visit = (file: string) => {
		if (seen.has(file)) return;
		seen.add(file);
		const source = readFileSync(file, 'utf8');
		for (const [, imported = ''] of source.matchAll(/(?:from|import)\s*["'](\.[^"']+\.js)["']/g)) {
			visit(path.resolve(path.dirname(file), imported));
		}
	};
	for (const [file] of html.matchAll(/_app\/immutable\/[^"']+\.js/g))
		visit(path.join(CLIENT, file));
	return [...seen].reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
}
