/**
 * When a tax becomes due: with the delivery, for which the invoice stands, or with the payment (CGI art. 269, 2). What
 * is deductible follows what is due by the supplier (art. 271, I-2).
 */
export const EXIGIBILITIES = ['invoice', 'payment'] as const;
export type Exigibility = (typeof EXIGIBILITIES)[number];

/** Goods bought and sold, and fixed assets other than what is ordered as a service; everything else is a service. */
const GOODS = /^(2|60[1267]|609[1267]|70[1237]|709[1237])/;

export function isGoods(accountCode: string): boolean {
	return GOODS.test(accountCode);
}

/**
 * When the tax on what an account is about is due. Goods are so with the invoice; services with their payment, unless
 * the association chose invoices for those that it sells.
 */
export function exigibilityOf(accountCode: string, servicesSold: Exigibility): Exigibility {
	if (isGoods(accountCode)) return 'invoice';
	return accountCode.startsWith('7') ? servicesSold : 'payment';
}
