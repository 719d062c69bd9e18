import { z } from 'zod';
import type { Locale } from '#platform/server/actor.ts';
import { idField } from './fields.ts';
import type { KnownYear } from './fiscal-years.ts';
import { messageOf } from './words.ts';

// What the inputs and outputs of the statements share.

/** The year that today falls in unless said. */
export const statementInput = z.strictObject({ fiscalYearId: idField.optional() });

/** The whole lines of ANC 2018-06, or those of its simplified layout. */
export const layoutField = z.enum(['full', 'simplified']).default('full');

export const statementReadInput = statementInput.extend({ layout: layoutField });

export const yearView = z.object({
	id: z.string(),
	code: z.string(),
	start: z.string(),
	end: z.string(),
	closed: z.boolean()
});

export function toYearView({ id, code, start, end, closed }: KnownYear): z.output<typeof yearView> {
	return { id, code, start, end, closed };
}

export const accountDetail = z.object({
	code: z.string(),
	label: z.string(),
	currentCents: z.int(),
	/** `null` when there is no year before. */
	previousCents: z.int().nullable()
});

/** The words of a row of a statement. */
export function rowLabel(id: string, locale: Locale): string {
	return messageOf(`accounting_report_${id.replaceAll('-', '_')}`, locale);
}
