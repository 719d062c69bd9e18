import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import type { Locale } from '#platform/server/actor.ts';
import {
	checkPassword,
	createAccount,
	findAccount,
	findAccountByEmail
} from '#platform/server/identity/index.ts';
import type { Tx } from '#platform/server/operation.ts';
import { parseInput } from '#platform/server/parse-input.ts';

const nameInput = z.string().trim().max(100);

// One name is enough; forms ask for both.
const newcomerInput = z.strictObject({
	firstName: nameInput.optional(),
	lastName: nameInput.min(1).optional(),
	email: z.string().trim().min(1).max(254),
	/** Absent: the account signs in by a link. */
	password: z.string().min(1).optional()
});

/** The first administrator: an account that is already known, or one to open. */
export type Founder =
	{ readonly accountId: string } | (z.input<typeof newcomerInput> & { readonly locale?: Locale });

export interface FounderAccount {
	readonly accountId: string;
	readonly email: string;
	readonly firstName: string;
	readonly lastName: string;
	readonly locale: Locale;
}

/**
 * Opens the account of the founder, or finds it.
 * @throws {Refusal} `platform.email-invalid`, `email-taken`, what `checkPassword` refuses, `account-not-found`
 */
export async function openFounderAccount(hostTx: Tx, founder: Founder): Promise<FounderAccount> {
	if ('accountId' in founder) return knownFounder(hostTx, founder.accountId);
	const { locale = 'fr', ...fields } = founder;
	const { firstName = '', lastName = '', email, password } = parseInput(newcomerInput, fields);
	if (password !== undefined) checkPassword(password, { email, names: [firstName, lastName] });
	const name = `${firstName} ${lastName}`.trim();
	const { id: accountId } = await createAccount(hostTx, { email, name, password, locale });
	return { accountId, email: email.toLowerCase(), firstName, lastName, locale };
}

/** The account of an address, as a founder; absent when nobody has it. */
export async function findFounder(hostTx: Tx, email: string): Promise<Founder | undefined> {
	const account = await findAccountByEmail(hostTx, email);
	return account && { accountId: account.id };
}

async function knownFounder(hostTx: Tx, id: string): Promise<FounderAccount> {
	const account = await findAccount(hostTx, { id });
	if (!account) throw new Refusal('not-found', 'platform.account-not-found');
	const [firstName = '', ...rest] = account.name.trim().split(/\s+/);
	return {
		accountId: account.id,
		email: account.email,
		firstName,
		lastName: rest.join(' '),
		locale: account.locale
	};
}
