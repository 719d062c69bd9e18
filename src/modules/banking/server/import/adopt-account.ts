import { sql } from 'kysely';
import { Refusal } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { addBankAccount } from '#modules/accounting/server/index.ts';
import { isIban } from '#modules/banking/domain/bank-account.ts';
import type { Statement } from '#modules/banking/domain/statement.ts';
import type { BankAccount } from '../bank-accounts.ts';
import { keepAccount, requireBankAccount } from '../bank-accounts.ts';

const MOST_NUMBERS = 20;

/**
 * The account of a statement, with what the statement teaches of it: its IBAN or number, so that the next file is
 * recognised, and its currency as long as it is empty.
 * @throws {Refusal} `banking.iban-differs` when a person chose an account that has another IBAN
 */
export async function adoptAccount(
	context: OperationContext,
	chosen: BankAccount | 'new',
	{ account: stated, currency }: Statement
): Promise<BankAccount> {
	const { iban, number, name, bic } = stated;
	if (chosen === 'new') {
		const label = name ?? iban ?? number ?? `Compte en ${currency}`;
		const { code } = await addBankAccount(context, { label: label.slice(0, 100) });
		return adoptAccount(context, await requireBankAccount(context, code), {
			account: stated,
			currency
		} as Statement);
	}
	const account = await keepAccount(context, chosen);
	if (iban && account.iban && iban !== account.iban) {
		const parameters = { stated: iban, account: account.code, iban: account.iban };
		throw new Refusal('conflict', 'banking.iban-differs', parameters);
	}
	const learnt = iban !== null && isIban(iban) ? iban : null;
	const other = learnt === null ? (iban ?? number) : null;
	const numbers = [...new Set([...account.otherNumbers, ...(other ? [other] : [])])].slice(
		-MOST_NUMBERS
	);
	const own = account.used ? account.currency : currency;
	await sql`
		UPDATE banking.account a SET iban = coalesce(a.iban, ${learnt}), currency = ${own},
			bic = coalesce(a.bic, ${bic !== null && /^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/.test(bic) ? bic : null}),
			other_numbers = ${numbers}::text[]
		WHERE a.id = ${account.id}`.execute(context.tx);
	return { ...account, iban: account.iban ?? learnt, currency: own, otherNumbers: numbers };
}
