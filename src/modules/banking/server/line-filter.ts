import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import { fold } from '#shared/text.ts';
import { dayField } from './fields.ts';

/** Which lines of an account are meant, on the page and in the file of it. */
export const lineFilter = {
	state: z.enum(['all', 'open', 'reconciled']).default('all'),
	/** Words of the label, the detail, the counterparty or the reference. */
	search: z.string().max(100).optional(),
	from: dayField.optional(),
	to: dayField.optional()
};

const STATES = {
	all: sql``,
	open: sql`AND l.reconciliation_id IS NULL`,
	reconciled: sql`AND l.reconciliation_id IS NOT NULL`
};

export type LineFilter = z.output<z.ZodObject<typeof lineFilter>>;

/** The same as conditions on `banking.line l`, each after an `AND`. */
export function filtered({ state, search, from, to }: LineFilter): RawBuilder<unknown> {
	const words = fold(search ?? '')
		.split(' ')
		.filter(Boolean)
		.map((word) => sql`AND l.search LIKE ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`);
	const days = [from && sql`AND l.day >= ${from}`, to && sql`AND l.day <= ${to}`];
	return sql.join([STATES[state], ...words, ...days.flatMap((day) => day ?? [])], sql` `);
}
