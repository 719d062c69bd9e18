import type { StatedAccount } from './statement.ts';

/** Without spaces and in capitals: how numbers of accounts are kept and compared. */
export function compactNumber(text: string): string {
	return text.replace(/[^0-9a-z]/gi, '').toUpperCase();
}

const LENGTHS: Readonly<Record<string, number>> = {
	FR: 27,
	MC: 27,
	BE: 16,
	DE: 22,
	LU: 20,
	CH: 21,
	ES: 24
};

/** Shaped like an IBAN, its key not reckoned: what a file may call its account. */
export function looksLikeIban(text: string): boolean {
	return /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text);
}

/** `true` for a compact IBAN (ISO 13616) whose length and key (ISO 7064, MOD 97-10) are right. */
export function isIban(text: string): boolean {
	if (!looksLikeIban(text)) return false;
	const length = LENGTHS[text.slice(0, 2)];
	if (length !== undefined && length !== text.length) return false;
	let remainder = 0;
	for (const sign of text.slice(4) + text.slice(0, 4)) {
		const value = parseInt(sign, 36);
		remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
	}
	return remainder === 1;
}

/** A BIC (ISO 9362): bank, country, place, and branch or not. */
export function isBic(text: string): boolean {
	return /^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(text);
}

/** `FR76 3000 …`, by groups of four. */
export function formatIban(iban: string): string {
	return iban.replace(/(.{4})(?=.)/g, '$1\u00a0');
}

/** An account of the association, as far as files can name it. */
export interface KnownBankAccount {
	readonly id: string;
	readonly iban: string | null;
	/** Numbers by which earlier files named it. */
	readonly otherNumbers: readonly string[];
	readonly currency: string;
}

const SHORTEST_PART = 7;

/**
 * The account that a statement is about: by its IBAN; else by a number that a person once said to be its own;
 * else by a number that stands within its IBAN (bank, branch and account of a French RIB). Nothing when two fit.
 */
export function accountOf<Account extends KnownBankAccount>(
	{ iban, number }: StatedAccount,
	accounts: readonly Account[]
): Account | undefined {
	const names = [iban, number].flatMap((name) => (name ? [compactNumber(name)] : []));
	const exact = accounts.filter(
		(account) =>
			(account.iban !== null && names.includes(account.iban)) ||
			account.otherNumbers.some((other) => names.includes(other))
	);
	if (exact.length > 0) return exact.length === 1 ? exact[0] : undefined;
	const within = accounts.filter((account) =>
		names.some((name) => name.length >= SHORTEST_PART && account.iban?.includes(name))
	);
	return within.length === 1 ? within[0] : undefined;
}
