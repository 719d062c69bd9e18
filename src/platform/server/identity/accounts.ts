import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import type { Locale } from '../actor.ts';
import type { Tx } from '../operation.ts';
import type { PlatformTables } from '../tables.ts';
import { readEmail } from './email.ts';
import { checkPassword } from './password-rules.ts';
import { hashPassword } from './passwords.ts';

export interface Account {
	readonly id: string;
	readonly email: string;
	readonly name: string;
	readonly locale: Locale;
	readonly passwordHash: string | null;
}

export async function findAccountByEmail(hostTx: Tx, email: string): Promise<Account | undefined> {
	return findAccount(hostTx, { email: email.trim().toLowerCase() });
}

export async function findAccount(
	hostTx: Tx,
	by: { id: string } | { email: string }
): Promise<Account | undefined> {
	const query = hostTx
		.withTables<PlatformTables>()
		.selectFrom('platform.account')
		.select(['id', 'email', 'name', 'locale', 'password_hash as passwordHash']);
	return 'id' in by
		? query.where('id', '=', by.id).executeTakeFirst()
		: query.where((eb) => eb(eb.fn('lower', ['email']), '=', by.email)).executeTakeFirst();
}

/**
 * Opens an account; without a password it signs in by the link of a mail.
 * @throws {Refusal} `platform.email-invalid`, `email-taken`, and what `checkPassword` refuses.
 */
export async function createAccount(
	hostTx: Tx,
	account: { email: string; name: string; password?: string; locale?: Locale }
): Promise<{ id: string }> {
	const email = readEmail(account.email);
	if (account.password !== undefined) checkPassword(account.password, { email });
	if (await findAccount(hostTx, { email })) throw emailTaken(email);
	const id = newId();
	const { numInsertedOrUpdatedRows } = await hostTx
		.withTables<PlatformTables>()
		.insertInto('platform.account')
		.values({
			id,
			email,
			name: account.name.trim().slice(0, 200),
			password_hash: account.password === undefined ? null : await hashPassword(account.password),
			locale: account.locale ?? 'fr'
		})
		// Somebody may take the address between the look above and this line.
		.onConflict((conflict) => conflict.doNothing())
		.executeTakeFirstOrThrow();
	if (numInsertedOrUpdatedRows === 0n) throw emailTaken(email);
	return { id };
}

function emailTaken(email: string): Refusal {
	const code = 'platform.email-taken';
	return new Refusal('conflict', code, { email }, [{ path: 'email', code, parameters: { email } }]);
}
