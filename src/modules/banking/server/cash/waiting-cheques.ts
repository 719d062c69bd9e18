import { sql } from 'kysely';
import { z } from 'zod';
import type { Day } from '#shared/day.ts';
import { sum } from '#shared/money.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { listPaymentMeans } from '#modules/accounting/server/index.ts';
import { outstandingCheques } from '#modules/banking/domain/cheques.ts';
import { dayView } from '../fields.ts';
import { undone } from '../reconcile/open-items.ts';

export interface WaitingCheque {
	/** Of the line of its entry. */
	readonly id: string;
	readonly day: Day;
	readonly cents: number;
	readonly label: string;
	readonly thirdParty: string | null;
	readonly reference: string | null;
	readonly accountId: string;
}

const MOST_MOVEMENTS = 20_000;

/** The cheques that were received and not brought to the bank yet, the oldest first. */
export async function waitingCheques(context: OperationContext): Promise<WaitingCheque[]> {
	const means = await listPaymentMeans(context);
	const accounts = means.filter(({ kind }) => kind === 'cheques').map(({ id }) => id);
	const { rows } = await sql<WaitingCheque>`
		SELECT m.id, m.day, m.amount_cents AS cents, m.label, m.third_party AS "thirdParty", m.reference,
			m.account_id AS "accountId"
		FROM accounting.movement m
		WHERE m.account_id = ANY(${accounts}::uuid[])
			AND NOT EXISTS (SELECT FROM banking.deposited_cheque d WHERE d.ledger_line_id = m.id)
			AND NOT EXISTS (SELECT FROM banking.cheque_deposit d WHERE d.entry_id = m.entry_id)
			AND NOT ${undone}
		ORDER BY m.day, m.id LIMIT ${MOST_MOVEMENTS}`.execute(context.tx);
	return accounts.flatMap((id) =>
		outstandingCheques(rows.filter(({ accountId }) => accountId === id))
	);
}

export const listCheques = defineOperation({
	name: 'banking.list-cheques',
	summary: 'List the cheques that were received and not brought to the bank yet',
	permission: 'banking.read',
	kind: 'query',
	http: { method: 'get', path: '/banking/cheques' },
	input: z.strictObject({ limit: z.int().min(1).max(500).default(200) }),
	output: z.object({
		/** Of all that wait. */
		count: z.int(),
		totalCents: z.int(),
		cheques: z.array(
			z.object({
				/** To be named in `banking.deposit-cheques`. */
				id: z.string(),
				day: dayView,
				cents: z.int(),
				label: z.string(),
				thirdParty: z.string().nullable(),
				reference: z.string().nullable()
			})
		)
	}),
	async run(context, { limit }) {
		const all = await waitingCheques(context);
		return {
			count: all.length,
			totalCents: sum(all.map(({ cents }) => cents)),
			cheques: all.slice(0, limit).map(({ accountId: _, ...cheque }) => cheque)
		};
	}
});
