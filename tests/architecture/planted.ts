import path from 'node:path';
import { ESLint, type Linter } from 'eslint';

/** The linter takes seconds to load, more on a busy machine. */
export const SLOW = { timeout: 120_000 };

export const ROOT = path.resolve(import.meta.dirname, '../..');

/**
 * Answers the faults that the linter finds in `code`, as if it stood at `file`: `rule: message`.
 * Nothing is written on the disk.
 */
export async function faultsOf(
	eslint: ESLint,
	file: string,
	code: string
): Promise<readonly string[]> {
	const [result] = await eslint.lintText(code, { filePath: path.join(ROOT, file) });
	return (result?.messages ?? [])
		.filter(({ ruleId }) => ruleId !== '@typescript-eslint/no-unused-vars')
		.map(({ ruleId, message }) => `${ruleId}: ${message}`);
}

/** The linter of the house, with what a test adds to it. */
export function linter(added: Linter.Config[] = []): ESLint {
	return new ESLint({ cwd: ROOT, overrideConfig: added });
}
