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

/**
 * The tax of an entry about to be written, with the account that it goes to; nothing when the entry says none.
 * @throws {Refusal} as `taxOfEntry`
 */
export async function plannedTax(
	context: OperationContext,
	year: KnownYear,
	direction: Direction,
	about: KnownAccount,
	{ date, amountCents, vat }: PlainEntry
): Promise<(EntryTax & { into: KnownAccount | undefined }) | undefined> {
	if (!vat) return undefined;
	checkAmount(amountCents);
	const entry = { direction, date, account: about.code, amountCents, vat };
	const tax = await taxOfEntry(context.tx, year, entry);
	if (tax.account === undefined) return { ...tax, into: undefined };
	const accounts = await keepAccounts(context, year.chart, [tax.account]);
	return { ...tax, into: requireAccount(accounts, tax.account, 'vat') };
}
