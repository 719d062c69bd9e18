import { z } from 'zod';

/** `7561,606*`: numbers of accounts, a star for whatever follows. */
export const accountListField = z
	.string()
	.trim()
	.max(2000)
	.regex(/^[0-9A-Z]{1,20}\*?(?:,[0-9A-Z]{1,20}\*?)*$/, 'accounting.account-list-invalid');

/** Tells the accounts that a list names; all of them without one. */
export function matchesAccounts(list: string | undefined): (account: { code: string }) => boolean {
	if (list === undefined) return () => true;
	const names = list.split(',');
	const exact = new Set(names.filter((name) => !name.endsWith('*')));
	const starts = names.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));
	return ({ code }) => exact.has(code) || starts.some((start) => code.startsWith(start));
}
