import type { z } from 'zod';
import type { Day } from '#shared/day.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { Direction } from '#modules/accounting/domain/meanings.ts';
import { checkAmount } from '#modules/accounting/domain/plain-entry.ts';
import { keepAccounts, requireAccount, type KnownAccount } from '../accounts.ts';
import type { KnownYear } from '../fiscal-years.ts';
import { taxOfEntry, type EntryTax, type vatField } from './entry-tax.ts';

interface PlainEntry {
	readonly date: Day;
	readonly amountCents: number;
	readonly vat?: z.output<typeof vatField> | undefined;
}

/** Where a tax goes, and what is owed in place of the supplier. */
export interface TaxAccounts {
	readonly tax: KnownAccount | undefined;
	readonly owed: KnownAccount | undefined;
}

/**
 * The tax of an entry about to be written, with the accounts that it goes to; nothing when the entry says none.
 * @throws {Refusal} as `taxOfEntry`
 */
export async function plannedTax(
	context: OperationContext,
	year: KnownYear,
	direction: Direction,
	about: KnownAccount,
	{ date, amountCents, vat }: PlainEntry
): Promise<(EntryTax & { accounts: TaxAccounts }) | undefined> {
	if (!vat) return undefined;
	checkAmount(amountCents);
	const entry = { direction, date, account: about.code, amountCents, vat };
	const tax = await taxOfEntry(context.tx, year, entry);
	const codes = [tax.account, tax.owedAccount].filter((code) => code !== undefined);
	const known = await keepAccounts(context, year.chart, codes);
	const of = (code: string | undefined) =>
		code === undefined ? undefined : requireAccount(known, code, 'vat');
	return { ...tax, accounts: { tax: of(tax.account), owed: of(tax.owedAccount) } };
}
