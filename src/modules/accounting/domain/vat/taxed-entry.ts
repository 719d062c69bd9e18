import { refuseField } from '#shared/errors.ts';
import type { InventoryRole } from '../closing/inventory-accounts.ts';
import type { DraftLine } from '../entry.ts';
import type { Direction } from '../meanings.ts';
import { deductibleOf, taxIn, taxOn, type TaxedAmount } from './amounts.ts';
import { exigibilityOf, type Exigibility } from './exigibility.ts';
import type { VatRate } from './rates.ts';
import type { VatKind } from './vat-kind.ts';

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
}

/** The tax of an entry in plain words, in cents. */
export interface PlannedTax extends TaxedAmount {
	readonly kind: VatKind;
	readonly rate: VatRate | undefined;
	/** What goes to the account of the tax; the rest of it is a part of the cost. */
	readonly taxCents: number;
	readonly percent: number;
	readonly exigibility: Exigibility;
}

/**
 * The tax on what an income or an expense is about.
 * @throws {Refusal} `accounting.vat-account` when its account bears none, `vat-exempt-expense`
 */
export function planTax(asked: TaxAsked): PlannedTax {
	const { direction, account, amountCents, rate } = asked;
	const bears = direction === 'income' ? /^7/ : /^[26]/;
	if (!bears.test(account)) throw refuseField('vat', 'accounting.vat-account', { account });
	if (!rate && direction === 'expense') throw refuseField('vat', 'accounting.vat-exempt-expense');
	const basisPoints = rate?.basisPoints ?? 0;
	const amount =
		asked.amountIs === 'gross' ? taxIn(amountCents, basisPoints) : taxOn(amountCents, basisPoints);
	const percent = direction === 'income' ? 100 : asked.percent;
	const bought = account.startsWith('2') ? 'asset' : 'deductible';
	const sold = rate ? 'collected' : 'exempt';
	return {
		...amount,
		kind: direction === 'income' ? sold : bought,
		rate,
		taxCents: deductibleOf(amount.vatCents, percent),
		percent,
		exigibility: asked.exigibility ?? exigibilityOf(account, asked.servicesDue)
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

/**
 * The lines of an entry written with tax, the tax taken out of what it is about; and which of them says what the tax
 * is, counted from one.
 */
export function withTax(
	lines: readonly DraftLine[],
	about: DraftLine['account'],
	tax: PlannedTax,
	account: DraftLine['account']
): { lines: DraftLine[]; position: number } {
	const index = lines.findIndex((line) => line.account?.id === about?.id);
	const line = lines[index];
	if (!line || tax.taxCents === 0) return { lines: [...lines], position: index + 1 };
	const side = line.debitCents > 0 ? 'debitCents' : 'creditCents';
	const cost = { ...line, [side]: tax.grossCents - tax.taxCents };
	const taxLine: DraftLine = { account, debitCents: 0, creditCents: 0, [side]: tax.taxCents };
	return { lines: lines.toSpliced(index, 1, cost, taxLine), position: index + 2 };
}
