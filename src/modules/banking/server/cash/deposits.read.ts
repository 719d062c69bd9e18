import { sql } from 'kysely';
import { z } from 'zod';
import type { Day } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import type { Tx } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { dayView } from '../fields.ts';

const depositView = z.object({
	id: z.string(),
	number: z.int(),
	day: dayView,
	accountName: z.string(),
	totalCents: z.int(),
	chequeCount: z.int(),
	entryId: z.string(),
	entryNumber: z.string(),
	cancelled: z.boolean()
});

const COLUMNS = sql`d.id, d.number, d.day, a.name AS "accountName", d.total_cents AS "totalCents",
	(SELECT count(*) FROM banking.deposited_cheque c WHERE c.deposit_id = d.id) AS "chequeCount",
	d.entry_id AS "entryId", d.entry_number AS "entryNumber", d.cancelled_at IS NOT NULL AS cancelled`;

const FROM = sql`banking.cheque_deposit d
	JOIN banking.account a ON a.association_id = d.association_id AND a.id = d.account_id`;

export const listDeposits = defineOperation({
	name: 'banking.list-deposits',
	summary: 'List the cheque deposits, newest first',
	permission: 'banking.read',
	kind: 'query',
	http: { method: 'get', path: '/banking/deposits' },
	input: z.strictObject({
		/** Deposits with a smaller number. */
		before: z.int().min(1).optional(),
		limit: z.int().min(1).max(200).default(50)
	}),
	output: z.object({ deposits: z.array(depositView), next: z.int().nullable() }),
	async run({ tx }, { before, limit }) {
		const { rows } = await sql<z.output<typeof depositView>>`
			SELECT ${COLUMNS} FROM ${FROM}
			WHERE ${before === undefined ? sql`true` : sql`d.number < ${before}`}
			ORDER BY d.number DESC LIMIT ${limit + 1}`.execute(tx);
		const shown = rows.slice(0, limit);
		return { deposits: shown, next: rows.length > limit ? (shown.at(-1)?.number ?? null) : null };
	}
});

export interface DepositedCheque {
	readonly cents: number;
	readonly day: Day;
	readonly label: string;
	readonly thirdParty: string | null;
	readonly reference: string | null;
}

/** A deposit with its cheques. @throws {Refusal} `banking.deposit-not-found` */
export async function depositById(tx: Tx, id: string) {
	const { rows } = await sql<
		z.output<typeof depositView> & { iban: string | null; bic: string | null }
	>`
		SELECT ${COLUMNS}, a.iban, a.bic FROM ${FROM} WHERE d.id = ${id}`.execute(tx);
	const [deposit] = rows;
	if (!deposit) throw new Refusal('not-found', 'banking.deposit-not-found');
	const { rows: cheques } = await sql<DepositedCheque>`
		SELECT c.amount_cents AS cents, c.day, c.label, c.third_party AS "thirdParty", c.reference
		FROM banking.deposited_cheque c WHERE c.deposit_id = ${id} ORDER BY c.day, c.id`.execute(tx);
	return { ...deposit, cheques };
}
