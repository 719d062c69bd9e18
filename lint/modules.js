import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const MODULES = path.resolve(import.meta.dirname, '../src/modules');

/**
 * The modules and whom each may depend on, read from the text of their `module.ts`: importing it
 * would start half of the program. A test compares this reading with the real manifests.
 */
export function readModules() {
	return readdirSync(MODULES, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => ({
			name,
			dependsOn: dependenciesOf(path.join(MODULES, name, 'module.ts'))
		}));
}

function dependenciesOf(manifest) {
	if (!existsSync(manifest)) return [];
	const list = /\bdependsOn:\s*\[([^\]]*)\]/.exec(readFileSync(manifest, 'utf8'))?.[1] ?? '';
	return [...list.matchAll(/'([^']+)'/g)].map((match) => match[1]);
}
