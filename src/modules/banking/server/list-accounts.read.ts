import { sql } from 'kysely';
import { z } from 'zod';
import type { Day } from '#shared/day.ts';
import type { Tx } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { bankAccounts } from './bank-accounts.ts';
import { dayView } from './fields.ts';

export const bankAccountView = z.object({
	id: z.string(),
	/** Number of the account of the books. */
	code: z.string(),
	name: z.string(),
	iban: z.string().nullable(),
	bic: z.string().nullable(),
	currency: z.string(),
	/** Entries before this day are taken for settled. */
	since: dayView.nullable(),
	/** Debits minus credits in the books. */
	bookCents: z.int(),
	/** What the bank last said, and when. */
	statedCents: z.int().nullable(),
	statedOn: dayView.nullable(),
	/** Day of the last line kept. */
	lastDay: dayView.nullable(),
	lineCount: z.int(),
	toReconcile: z.int()
});

export const listAccounts = defineOperation({
	name: 'banking.list-accounts',
	summary: 'List the accounts of the association at banks, with what waits to be reconciled',
	permission: 'banking.read',
	kind: 'query',
	http: { method: 'get', path: '/banking/accounts' },
	input: z.strictObject({}),
	output: z.object({ accounts: z.array(bankAccountView) }),
	async run(context) {
		const accounts = await bankAccounts(context);
		const { accounts: balances } = await accounting.treasury.run(context, { months: 1 });
		const figures = await figuresOf(context.tx);
		return {
			accounts: accounts.map(({ id, code, name, iban, bic, currency, since, ledgerAccountId }) => ({
				...{ id, code, name, iban, bic, currency, since },
				...(figures.get(id) ?? NOTHING),
				bookCents: balances.find((account) => account.id === ledgerAccountId)?.balanceCents ?? 0
			}))
		};
	}
});

interface Figures {
	readonly statedCents: number | null;
	readonly statedOn: Day | null;
	readonly lineCount: number;
	readonly toReconcile: number;
	readonly lastDay: Day | null;
}

const NOTHING: Figures = {
	statedCents: null,
	statedOn: null,
	lineCount: 0,
	toReconcile: 0,
	lastDay: null
};

async function figuresOf(tx: Tx): Promise<ReadonlyMap<string, Figures>> {
	const { rows } = await sql<Figures & { id: string }>`
		SELECT b.id, s.closing_cents AS "statedCents", s.closing_day AS "statedOn",
			n.lines AS "lineCount", n.open AS "toReconcile", n.last AS "lastDay"
		FROM banking.account b
		LEFT JOIN LATERAL (
			SELECT closing_cents, closing_day FROM banking.statement t
			WHERE t.account_id = b.id AND t.closing_cents IS NOT NULL
			ORDER BY t.closing_day DESC NULLS LAST, t.id DESC LIMIT 1
		) s ON true
		LEFT JOIN LATERAL (
			SELECT count(*) AS lines, count(*) FILTER (WHERE l.reconciliation_id IS NULL) AS open,
				max(l.day) AS last
			FROM banking.line l WHERE l.account_id = b.id
		) n ON true`.execute(tx);
	return new Map(rows.map(({ id, ...figures }) => [id, figures]));
}
