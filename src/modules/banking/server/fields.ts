import { z } from 'zod';
import { isDay } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';
import { vatField } from '#modules/accounting/server/index.ts';

// The fields that inputs and outputs of this module share.

/** `YYYY-MM-DD`, an existing day from 1900 to 2150. */
export const dayField = z
	.string()
	.refine(
		(text) => isDay(text) && text >= '1900-01-01' && text <= '2150-12-31',
		'banking.day-invalid'
	) as unknown as z.ZodType<Day, string>;

/** A day in an answer. */
export const dayView = z.string() as unknown as z.ZodType<Day, string>;

/** The account of the books that stands for the one at the bank: its number (`5121`) or its id. */
export const accountField = z.string().trim().min(1).max(40);

/** Signed cents, positive for money received. */
export const amountField = z.int().min(-10_000_000_000_000).max(10_000_000_000_000);

/** The tax that a line of the bank is with: what the bank says is always with it. */
export const lineVatField = vatField.pick({ rate: true, partly: true, reverse: true });

export const labelField = z.string().trim().min(1).max(200);
