import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { requireBankAccount } from '../bank-accounts.ts';
import { accountField, dayField, dayView } from '../fields.ts';
import { statementOn } from './statement-on.ts';

const outstanding = z.object({
	id: z.string(),
	day: dayView,
	cents: z.int(),
	label: z.string(),
	entryId: z.string().nullable(),
	number: z.string().nullable(),
	reference: z.string().nullable()
});

export const reconciliationStatement = defineOperation({
	name: 'banking.reconciliation-statement',
	summary:
		'Set the books beside the bank on a day: both balances, and all that explains the difference',
	permission: 'banking.read',
	kind: 'query',
	http: { method: 'get', path: '/banking/accounts/{account}/reconciliation' },
	input: z.strictObject({
		account: accountField,
		/** Today unless said. */
		on: dayField.optional()
	}),
	output: z.object({
		on: dayView,
		account: z.object({ code: z.string(), name: z.string(), iban: z.string().nullable() }),
		since: dayView.nullable(),
		bookCents: z.int(),
		/** In the books and not at the bank yet; 2,000 at most. */
		inBooksOnly: z.array(outstanding),
		/** At the bank and not in the books yet; 2,000 at most. */
		atBankOnly: z.array(outstanding),
		expectedCents: z.int(),
		bankCents: z.int().nullable(),
		gapCents: z.int().nullable()
	}),
	async run(context, { account: ref, on = context.today }) {
		const account = await requireBankAccount(context, ref);
		const { code, name, iban, since } = account;
		const statement = await statementOn(context.tx, account, on);
		return {
			...statement,
			account: { code, name, iban },
			since,
			inBooksOnly: [...statement.inBooksOnly],
			atBankOnly: [...statement.atBankOnly]
		};
	}
});
