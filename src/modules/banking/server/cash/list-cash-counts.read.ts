import { sql } from 'kysely';
import { z } from 'zod';
import { defineOperation } from '#platform/server/operation.ts';
import { listPaymentMeans } from '#modules/accounting/server/index.ts';
import { dayField, dayView } from '../fields.ts';
import { balanceOf } from './count-cash.ts';

const cashCount = z.object({
	id: z.string(),
	account: z.string(),
	day: dayView,
	countedCents: z.int(),
	expectedCents: z.int(),
	entryId: z.string().nullable(),
	entryNumber: z.string().nullable()
});

export const listCashCounts = defineOperation({
	name: 'banking.list-cash-counts',
	summary: 'List the cash boxes with what the books say of them, and the counts made, newest first',
	permission: 'banking.read',
	kind: 'query',
	http: { method: 'get', path: '/banking/cash-counts' },
	input: z.strictObject({
		/** The books on that day; today unless said. */
		on: dayField.optional(),
		/** Counts older than this one. */
		before: z.uuid().optional(),
		limit: z.int().min(1).max(200).default(50)
	}),
	output: z.object({
		boxes: z.array(z.object({ code: z.string(), label: z.string(), bookCents: z.int() })),
		counts: z.array(cashCount),
		next: z.string().nullable()
	}),
	async run(context, { on = context.today, before, limit }) {
		const boxes = (await listPaymentMeans(context)).filter(({ kind }) => kind === 'cash');
		const balances = [];
		for (const { id, code, label } of boxes) {
			balances.push({ code, label, bookCents: await balanceOf(context, id, on) });
		}
		const { rows } = await sql<z.output<typeof cashCount>>`
			SELECT c.id, c.ledger_account_id AS account, c.day, c.counted_cents AS "countedCents",
				c.expected_cents AS "expectedCents", c.entry_id AS "entryId", c.entry_number AS "entryNumber"
			FROM banking.cash_count c
			WHERE ${before === undefined ? sql`true` : sql`c.id < ${before}::uuid`}
			ORDER BY c.id DESC LIMIT ${limit + 1}`.execute(context.tx);
		const counts = rows.slice(0, limit).map((row) => {
			return { ...row, account: boxes.find(({ id }) => id === row.account)?.label ?? '' };
		});
		return {
			boxes: balances,
			counts,
			next: rows.length > limit ? (counts.at(-1)?.id ?? null) : null
		};
	}
});
