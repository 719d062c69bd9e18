import path from 'node:path';
import { ESLint } from 'eslint';
import { expect, it } from 'vitest';
import { ROOT, SLOW } from './planted.ts';

it('the linter finds no fault in the tree', SLOW, async () => {
	const eslint = new ESLint({
		cwd: ROOT,
		cache: true,
		cacheStrategy: 'content',
		cacheLocation: path.join(ROOT, '.cache/eslint-tests/')
	});
	const results = await eslint.lintFiles(['.']);
	const faults = results.flatMap(({ filePath, messages }) =>
		messages.map(
			({ line, ruleId, message }) =>
				`${path.relative(ROOT, filePath)}:${line} ${ruleId ?? ''} ${message}`
		)
	);
	expect(results.length).toBeGreaterThan(100);
	expect(faults).toEqual([]);
});
