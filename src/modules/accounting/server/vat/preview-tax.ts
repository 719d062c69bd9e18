import type { z } from 'zod';
import type { Day } from '#shared/day.ts';
import { formatCents } from '#shared/money.ts';
import { m } from '#i18n';
import type { OperationContext } from '#platform/server/operation.ts';
import type { DraftLine } from '#modules/accounting/domain/entry.ts';
import type { Direction } from '#modules/accounting/domain/meanings.ts';
import { withTax } from '#modules/accounting/domain/vat/taxed-entry.ts';
import { findAccounts, type KnownAccount } from '../accounts.ts';
import type { KnownYear } from '../fiscal-years.ts';
import { taxOfEntry, type vatField } from './entry-tax.ts';

interface Previewed {
	readonly direction: Direction;
	readonly date: Day;
	readonly amountCents: number;
	readonly vat: z.output<typeof vatField>;
	readonly from: KnownAccount;
	readonly into: KnownAccount;
}

/** The lines that a taxed entry would have, and its amounts without tax, of tax and with it, in words. */
export async function previewTax(
	{ tx, actor }: OperationContext,
	year: KnownYear,
	{ direction, from, into, ...entry }: Previewed
) {
	const about = direction === 'income' ? from : into;
	const tax = await taxOfEntry(tx, year, { ...entry, direction, account: about.code });
	const known = await findAccounts(
		tx,
		year.chart,
		[tax.account, tax.owedAccount].filter((code) => code !== undefined)
	);
	const labels = new Map([from, into, ...known.values()].map(({ id, label }) => [id, label]));
	const line = (account: KnownAccount, debitCents: number, creditCents: number): DraftLine => ({
		account,
		debitCents,
		creditCents
	});
	const plain = [line(into, tax.paidCents, 0), line(from, 0, tax.paidCents)];
	const { lines } = withTax(plain, about, tax, {
		tax: known.get(tax.account ?? ''),
		owed: known.get(tax.owedAccount ?? '')
	});
	const { locale } = actor;
	const money = (cents: number) => formatCents(cents, locale);
	const words = {
		net: money(tax.netCents),
		vat: money(tax.vatCents),
		gross: money(tax.grossCents)
	};
	const [first, more] = [
		tax.owedAs
			? m.accounting_vat_preview_reverse(words, { locale })
			: m.accounting_vat_preview(words, { locale }),
		tax.taxCents === tax.vatCents
			? ''
			: m.accounting_vat_preview_deducted({ deducted: money(tax.taxCents) }, { locale })
	];
	return {
		paidCents: tax.paidCents,
		sentence: [first, more].filter(Boolean).join(' '),
		lines: lines.map(({ account, debitCents, creditCents }) => ({
			account: account?.code ?? '',
			accountLabel: labels.get(account?.id ?? '') ?? '',
			...{ debitCents, creditCents, label: null }
		}))
	};
}
