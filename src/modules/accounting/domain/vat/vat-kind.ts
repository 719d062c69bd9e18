/** What a line of tax is: got from buyers, paid on purchases or on fixed assets; or a sale that is exempt. */
export const VAT_KINDS = ['collected', 'deductible', 'asset', 'exempt'] as const;
export type VatKind = (typeof VAT_KINDS)[number];

/** What an account of the chart says of its lines; nothing for those that hold no tax of an operation. */
export function vatKindOf(accountCode: string): Exclude<VatKind, 'exempt'> | undefined {
	if (/^4457(?!8)/.test(accountCode)) return 'collected';
	if (accountCode.startsWith('44566')) return 'deductible';
	return accountCode.startsWith('44562') ? 'asset' : undefined;
}

/** Taxes of accounts that need more than an entry tells: purchases abroad, waiting taxes, assimilated taxes. */
export function isOtherTax(accountCode: string): boolean {
	return /^(4452|4458|44563|44568|44578)/.test(accountCode);
}
