import { sql } from 'kysely';
import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { requireBankAccount } from './bank-accounts.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { accountField, dayView } from './fields.ts';
import { filtered, lineFilter } from './line-filter.ts';

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
		...lineFilter,
		cursor: z.string().max(200).optional(),
		limit: z.int().min(1).max(200).default(50)
	}),
	output: z.object({
		lines: z.array(bankLine),
		next: z.string().nullable()
	}),
	async run(context, { account: ref, cursor, limit, ...filter }) {
		const account = await requireBankAccount(context, ref);
		const after = cursor === undefined ? undefined : readCursor(cursor);
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
			WHERE l.account_id = ${account.id} ${filtered(filter)}
				${after ? sql`AND (l.day, l.id) < (${after.day}::date, ${after.id}::uuid)` : sql``}
			ORDER BY l.day DESC, l.id DESC LIMIT ${limit + 1}`.execute(context.tx);
		const shown = rows.slice(0, limit);
		const last = rows.length > limit ? shown.at(-1) : undefined;
		return { lines: shown, next: last ? writeCursor(last) : null };
	}
});
