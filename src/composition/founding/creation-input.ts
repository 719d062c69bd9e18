import { z } from 'zod';
import { parseDay, type Day } from '#shared/day.ts';
import { CHART_VERSIONS } from '#modules/accounting/index.ts';
import { rnaInput, sirenInput } from '#platform/server/register-numbers.ts';

const dayInput = z
	.string()
	.transform((text) => parseDay(text))
	.refine((day) => day !== undefined, 'founding.day-invalid')
	.transform((day) => day as Day);

/** What a new association tells of itself; days as people write them, `31/12/2026` or `2026-12-31`. */
export const creationInput = z.strictObject({
	name: z.string().trim().min(1).max(200),
	purpose: z.string().trim().max(2000).optional(),
	rna: rnaInput.optional(),
	siren: sirenInput.optional(),
	/** First day of the first fiscal year: 1 January of this year unless said. */
	yearStart: dayInput.optional(),
	/** Its last day, included: the twelve months that the first day opens unless said. */
	yearEnd: dayInput.optional(),
	/** The chart that the law asks of the first day unless said. */
	chart: z.enum(CHART_VERSIONS).optional(),
	/** Hue of the accent, in oklch degrees. */
	accentHue: z.coerce.number().int().min(0).max(360).optional()
});
export type CreationInput = z.input<typeof creationInput>;
export type Creation = z.output<typeof creationInput>;
