import { z } from 'zod';
import { isDay } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';
import { isId } from '#shared/id.ts';
import { MAX_AMOUNT_CENTS } from '../domain/entry.ts';
import { MEANINGS } from '../domain/meanings.ts';

// The fields that inputs and outputs of this module share.

/** `YYYY-MM-DD`, an existing day from 1900 to 2150: what comes before or after is a slip of the finger. */
export const dayField = z
	.string()
	.refine(
		(text) => isDay(text) && text >= '1900-01-01' && text <= '2150-12-31',
		'accounting.day-invalid'
	) as unknown as z.ZodType<Day, string>;

export const idField = z.string().refine(isId, 'accounting.id-invalid');

/** Integer cents; what is not positive is refused by the domain, in its own words. */
export const amountField = z.int().min(-MAX_AMOUNT_CENTS).max(MAX_AMOUNT_CENTS);

/** Number of an account (`5121`) or its id. */
export const accountField = z.string().trim().min(1).max(40);

export const meaningField = z.enum(MEANINGS);

export const labelField = z.string().trim().min(1).max(200);

export const referenceField = z.string().trim().min(1).max(100);

/** Files uploaded beforehand, which become vouchers of the entry. */
export const fileIdsField = z.array(idField).max(20);

export const lineView = z.object({
	account: z.string(),
	accountLabel: z.string(),
	debitCents: z.int(),
	creditCents: z.int(),
	label: z.string().nullable()
});

export const entryLineView = lineView.extend({
	/** Name of whom the line is about. */
	thirdParty: z.string().nullable(),
	/** Of its lettering: small letters while it is partial. */
	letter: z.string().nullable()
});

export const entryRef = z.object({ entryId: z.string(), number: z.string() });
