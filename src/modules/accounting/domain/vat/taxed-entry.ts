import { refuseField } from '#shared/errors.ts';
import type { InventoryRole } from '../closing/inventory-accounts.ts';
import type { DraftLine } from '../entry.ts';
import type { Direction } from '../meanings.ts';
import { deductibleOf, taxIn, taxOn, type TaxedAmount } from './amounts.ts';
import { exigibilityOf, type Exigibility } from './exigibility.ts';
import type { VatRate } from './rates.ts';
import type { Reversed, VatKind } from './vat-kind.ts';

export interface TaxAsked {
	readonly direction: Direction;
	/** Number of the account that the entry is about. */
	readonly account: string;
	readonly amountCents: number;
	/** With the tax, or without. */
	readonly amountIs: 'gross' | 'net';
	/** None for what is exempt. */
	readonly rate: VatRate | undefined;
	/** What may be deducted, in percents. */
	readonly percent: number;
	/** When the services that the association sells are taxed. */
	readonly servicesDue: Exigibility;
	/** What the invoice says, when it says otherwise. */
	readonly exigibility?: Exigibility | undefined;
	/** Bought abroad: the supplier is paid without tax, which the association owes in its place. */
	readonly reverse?: Reversed | undefined;
}

/** The tax of an entry in plain words, in cents. */
export interface PlannedTax extends TaxedAmount {
	readonly kind: Exclude<VatKind, `acquired-${Reversed}`>;
	readonly rate: VatRate | undefined;
	/** What goes to the account of the tax; the rest of it is a part of the cost. */
	readonly taxCents: number;
	readonly percent: number;
	readonly exigibility: Exigibility;
	/** What changes hands: with the tax, but when the association owes that in place of its supplier. */
	readonly paidCents: number;
	/** What the association owes in place of its supplier. */
	readonly owedAs: `acquired-${Reversed}` | undefined;
}

/**
 * The tax on what an income or an expense is about.
 * @throws {Refusal} `accounting.vat-account` when its account bears none, `vat-exempt-expense`, `vat-reverse-income`
 */
export function planTax(asked: TaxAsked): PlannedTax {
	const { direction, account, amountCents, rate, reverse } = asked;
	const bears = direction === 'income' ? /^7/ : /^[26]/;
	if (!bears.test(account)) throw refuseField('vat', 'accounting.vat-account', { account });
	if (!rate && direction === 'expense') throw refuseField('vat', 'accounting.vat-exempt-expense');
	if (reverse && direction === 'income') throw refuseField('vat', 'accounting.vat-reverse-income');
	const basisPoints = rate?.basisPoints ?? 0;
	const isGross = asked.amountIs === 'gross' && !reverse;
	const amount = isGross ? taxIn(amountCents, basisPoints) : taxOn(amountCents, basisPoints);
	const percent = direction === 'income' ? 100 : asked.percent;
	const bought = account.startsWith('2') ? 'asset' : 'deductible';
	const sold = rate ? 'collected' : 'exempt';
	return {
		...amount,
		kind: direction === 'income' ? sold : bought,
		rate,
		taxCents: deductibleOf(amount.vatCents, percent),
		percent,
		// With the service or the delivery, whenever it is paid (CGI art. 269, 2 a and d).
		exigibility: reverse
			? 'invoice'
			: (asked.exigibility ?? exigibilityOf(account, asked.servicesDue)),
		paidCents: reverse ? amount.netCents : amount.grossCents,
		owedAs: reverse && `acquired-${reverse}`
	};
}

/** The role of the account that the tax goes to; none for what is exempt. */
export function roleOfTax({ kind, rate }: PlannedTax): InventoryRole | undefined {
	if (kind !== 'collected') return kind === 'exempt' ? undefined : `vat-${kind}`;
	const points = rate?.basisPoints ?? 0;
	if (points > 1000 || points === 850) return 'vat-collected';
	if (points > 550) return 'vat-collected-intermediate';
	return points > 210 ? 'vat-collected-reduced' : 'vat-collected-super-reduced';
}

/** Which lines of an entry say what its tax is, counted from one. */
export interface TaxPlaces {
	readonly position: number;
	/** The tax owed in place of the supplier. */
	readonly owedPosition?: number | undefined;
}

/** The lines of an entry written with tax, the tax taken out of what it is about. */
export function withTax(
	lines: readonly DraftLine[],
	about: DraftLine['account'],
	tax: PlannedTax,
	accounts: { readonly tax: DraftLine['account']; readonly owed: DraftLine['account'] }
): TaxPlaces & { lines: DraftLine[] } {
	const index = lines.findIndex((line) => line.account?.id === about?.id);
	const line = lines[index];
	const owes = tax.owedAs !== undefined && tax.vatCents !== 0;
	if (!line || (tax.taxCents === 0 && !owes)) return { lines: [...lines], position: index + 1 };
	const [side, other] =
		line.debitCents > 0
			? (['debitCents', 'creditCents'] as const)
			: (['creditCents', 'debitCents'] as const);
	const none = { debitCents: 0, creditCents: 0 };
	const written: DraftLine[] = [{ ...line, [side]: tax.grossCents - tax.taxCents }];
	if (tax.taxCents !== 0) written.push({ account: accounts.tax, ...none, [side]: tax.taxCents });
	const position = index + written.length;
	if (owes) written.push({ account: accounts.owed, ...none, [other]: tax.vatCents });
	return {
		lines: lines.toSpliced(index, 1, ...written),
		position,
		...(owes && { owedPosition: index + written.length })
	};
}
