import { createRequire } from 'node:module';
import type * as lists from '@zxcvbn-ts/language-common';

const require = createRequire(import.meta.url);

let leaked: ReadonlySet<string> | undefined;

/**
 * Whether a password stands among the 49,000 most frequent of published leaks, whatever its capitals (ASVS 5.0
 * 6.2.4). The list comes with the program: no password leaves the server. Read at the first question only: a program
 * that runs for months may never be asked.
 */
export function isLeaked(password: string): boolean {
	if (!leaked) {
		const { dictionary } = require('@zxcvbn-ts/language-common') as typeof lists;
		leaked = new Set(dictionary['passwords-common'] as string[]);
	}
	return leaked.has(password.toLowerCase());
}
