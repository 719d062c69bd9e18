import { sql } from 'kysely';
import { z } from 'zod';
import { fold } from '#shared/text.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { requireBankAccount } from './bank-accounts.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { accountField, dayField, dayView } from './fields.ts';

const bankLine = z.object({
	id: z.string(),
	day: dayView,
	valueDay: dayView.nullable(),
	amountCents: z.int(),
	label: z.string(),
	detail: z.string().nullable(),
	counterparty: z.string().nullable(),
	reference: z.string().nullable(),
	/** The entries that it agrees with; empty as long as it waits. */
	entries: z.array(z.object({ id: z.string(), number: z.string(), label: z.string() })),
	reconciled: z.boolean()
});

export const listLines = defineOperation({
	name: 'banking.list-lines',
	summary: 'List the lines of the statements of an account, newest first',
	permission: 'banking.read',
	kind: 'query',
	http: { method: 'get', path: '/banking/accounts/{account}/lines' },
	input: z.strictObject({
		account: accountField,
		state: z.enum(['all', 'open', 'reconciled']).default('all'),
		/** Words of the label, the detail, the counterparty or the reference. */
		search: z.string().max(100).optional(),
		from: dayField.optional(),
		to: dayField.optional(),
		cursor: z.string().max(200).optional(),
		limit: z.int().min(1).max(200).default(50)
	}),
	output: z.object({
		lines: z.array(bankLine),
		next: z.string().nullable()
	}),
	async run(context, { account: ref, state, search, from, to, cursor, limit }) {
		const account = await requireBankAccount(context, ref);
		const after = cursor === undefined ? undefined : readCursor(cursor);
		const words = fold(search ?? '')
			.split(' ')
			.filter(Boolean);
		const states = {
			all: sql``,
			open: sql`AND l.reconciliation_id IS NULL`,
			reconciled: sql`AND l.reconciliation_id IS NOT NULL`
		};
		const { rows } = await sql<z.output<typeof bankLine>>`
			SELECT l.id, l.day, l.value_day AS "valueDay", l.amount_cents AS "amountCents", l.label,
				l.facts->>'detail' AS detail, l.facts->>'counterparty' AS counterparty,
				l.facts->>'reference' AS reference, l.reconciliation_id IS NOT NULL AS reconciled,
				coalesce((
					SELECT json_agg(DISTINCT jsonb_build_object('id', m.entry_id, 'number', m.number, 'label', m.label))
					FROM banking.reconciled_entry r
					JOIN accounting.movement m ON m.association_id = r.association_id AND m.id = r.ledger_line_id
					WHERE r.association_id = l.association_id AND r.reconciliation_id = l.reconciliation_id
				), '[]') AS entries
			FROM banking.line l
			WHERE l.account_id = ${account.id} ${states[state]}
				${sql.join(
					words.map((word) => sql`AND l.search LIKE ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`),
					sql` `
				)}
				${from ? sql`AND l.day >= ${from}` : sql``} ${to ? sql`AND l.day <= ${to}` : sql``}
				${after ? sql`AND (l.day, l.id) < (${after.day}::date, ${after.id}::uuid)` : sql``}
			ORDER BY l.day DESC, l.id DESC LIMIT ${limit + 1}`.execute(context.tx);
		const shown = rows.slice(0, limit);
		const last = rows.length > limit ? shown.at(-1) : undefined;
		return { lines: shown, next: last ? writeCursor(last) : null };
	}
});
