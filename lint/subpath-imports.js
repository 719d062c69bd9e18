import { readFileSync } from 'node:fs';
import path from 'node:path';

// Resolver (interface 2 of eslint-module-utils) of the `imports` of package.json and of relative paths.
// It looks at names only: whether the file exists is the business of the compiler.
const ROOT = path.resolve(import.meta.dirname, '..');
const { imports } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));

export const interfaceVersion = 2;

export function resolve(source, importer) {
	const name = source.split('?')[0];
	if (name.startsWith('.')) {
		return { found: true, path: path.resolve(path.dirname(importer), name) };
	}
	const target = subpathTarget(name);
	return target ? { found: true, path: path.join(ROOT, target) } : { found: false };
}

function subpathTarget(name) {
	for (const [pattern, targets] of Object.entries(imports)) {
		// One target, or one per condition.
		const target = targets.default ?? targets;
		const prefix = pattern.endsWith('*') ? pattern.slice(0, -1) : undefined;
		if (name === pattern) return target;
		if (prefix && name.startsWith(prefix)) return target.replace('*', name.slice(prefix.length));
	}
	return undefined;
}
