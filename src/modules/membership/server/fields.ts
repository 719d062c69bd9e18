import { z } from 'zod';
import type { Day } from '#shared/day.ts';
import { isDay } from '#shared/day.ts';
import { MAX_CENTS } from '../domain/dues.ts';
import { PAYMENT_MEANS } from '../domain/means.ts';

// The fields that inputs and outputs of this module share.

/** `YYYY-MM-DD`, an existing day of a plausible year. */
export const dayField = z
	.string()
	.refine(
		(text) => isDay(text) && text >= '1950' && text < '2100',
		'membership.day-invalid'
	) as unknown as z.ZodType<Day, string>;

/** A day in an answer. */
export const dayView = z.string() as unknown as z.ZodType<Day, string>;

/** Integer cents; what is not positive is refused by the domain, in its own words. */
export const amountField = z.int('membership.amount-unreadable').min(-MAX_CENTS).max(MAX_CENTS);

/** How money came in; shared by every operation that takes a payment. */
export const moneyFields = {
	means: z.enum(PAYMENT_MEANS),
	/** The account it goes to, when the association has several for these means. */
	meansAccountId: z.uuid().optional(),
	date: dayField
};

/** A gift in the same payment, on top of the dues. */
export const giftField = z
	.int('membership.amount-unreadable')
	.min(0, 'membership.amount-negative')
	.max(MAX_CENTS)
	.optional();

/** Number of the cheque, name of the transfer. */
export const referenceField = z.string().trim().min(1).max(100);

export const reasonField = z.string().trim().min(1).max(200);
