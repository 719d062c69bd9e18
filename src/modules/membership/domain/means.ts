/** How a member pays. */
export const PAYMENT_MEANS = ['cheque', 'transfer', 'cash', 'card'] as const;
export type PaymentMeans = (typeof PAYMENT_MEANS)[number];
