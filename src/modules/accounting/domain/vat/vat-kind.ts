/**
 * What a supplier from abroad leaves the buyer to declare: goods of the European Union and services (CGI art. 283, 2 and
 * 2 bis), and goods imported from elsewhere since 2022 (CGI art. 1695, II).
 */
export const REVERSED = ['goods', 'services', 'import'] as const;
export type Reversed = (typeof REVERSED)[number];

/**
 * What a line of tax is: got from buyers, paid on purchases or on fixed assets; a sale that is exempt; or due on what was
 * bought abroad, in place of the supplier.
 */
export type VatKind = 'collected' | 'deductible' | 'asset' | 'exempt' | `acquired-${Reversed}`;

/** A tax that is owed, by its rate; otherwise deducted, or none. */
export function isOwed(kind: VatKind | undefined): boolean {
	return kind === 'collected' || Boolean(kind?.startsWith('acquired-'));
}

/** What an account of the chart says of its lines; nothing for those that hold no tax of an operation. */
export function vatKindOf(accountCode: string): 'collected' | 'deductible' | 'asset' | undefined {
	if (/^4457(?!8)/.test(accountCode)) return 'collected';
	if (accountCode.startsWith('44566')) return 'deductible';
	return accountCode.startsWith('44562') ? 'asset' : undefined;
}

/** Taxes of accounts that need more than an entry tells: purchases abroad, waiting taxes, assimilated taxes. */
export function isOtherTax(accountCode: string): boolean {
	return /^(4452|4458|44563|44568|44578)/.test(accountCode);
}
