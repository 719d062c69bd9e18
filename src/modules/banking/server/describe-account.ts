import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal, refuseField } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { addBankAccount } from '#modules/accounting/server/index.ts';
import { compactNumber, isBic, isIban } from '../domain/bank-account.ts';
import { bankAccounts, keepAccount, requireBankAccount } from './bank-accounts.ts';
import { accountField, dayField } from './fields.ts';

export const describeAccount = defineOperation({
	name: 'banking.describe-account',
	summary: 'Say the name, IBAN and BIC of an account at a bank; `new` adds one to the books',
	permission: 'banking.write',
	kind: 'command',
	http: { method: 'put', path: '/banking/accounts/{account}' },
	input: z.strictObject({
		/** Number or id of an account 512, or `new`. */
		account: accountField,
		name: z.string().trim().min(1).max(100).optional(),
		iban: z.string().trim().max(60).optional(),
		bic: z.string().trim().max(20).optional(),
		/** ISO 4217; may change as long as no statement is kept. */
		currency: z
			.string()
			.trim()
			.regex(/^[A-Z]{3}$/, 'banking.currency-invalid')
			.optional(),
		/** Entries before this day are taken for settled; the first day of the statements unless said. */
		since: dayField.nullable().optional()
	}),
	output: z.object({ accountId: z.string(), code: z.string() }),
	async run(context, input) {
		const { tx } = context;
		const iban = input.iban === undefined ? undefined : compactNumber(input.iban);
		const bic = input.bic === undefined ? undefined : compactNumber(input.bic);
		if (iban && !isIban(iban)) throw refuseField('iban', 'banking.iban-invalid');
		if (bic && !isBic(bic)) throw refuseField('bic', 'banking.bic-invalid');
		const known = await bankAccounts(context);
		const ref =
			input.account === 'new'
				? (await addBankAccount(context, { label: input.name ?? iban ?? 'Compte bancaire' })).code
				: input.account;
		const account = await keepAccount(context, await requireBankAccount(context, ref));
		const same = known.find((other) => iban && other.iban === iban && other.id !== account.id);
		if (same) throw refuseField('iban', 'banking.iban-taken', { account: same.code });
		const currency = input.currency ?? account.currency;
		if (currency !== account.currency && account.used) {
			throw new Refusal('conflict', 'banking.currency-kept', { currency: account.currency });
		}
		await sql`
			UPDATE banking.account a SET name = ${input.name ?? account.name},
				iban = ${iban === undefined ? account.iban : iban || null},
				bic = ${bic === undefined ? account.bic : bic || null}, currency = ${currency},
				since = ${input.since === undefined ? sql`a.since` : input.since}
			WHERE a.id = ${account.id}`.execute(tx);
		context.about('bank-account', account.id, { code: account.code });
		return { accountId: account.id, code: account.code };
	}
});
