import { sql } from 'kysely';
import { z } from 'zod';
import type { Day } from '#shared/day.ts';
import { refuseField } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { m } from '#i18n';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { listPaymentMeans, recordParts } from '#modules/accounting/server/index.ts';
import { countOf, FACES } from '#modules/banking/domain/cash.ts';
import { accountField, dayField } from '../fields.ts';

const faces = FACES.map(String) as [string, ...string[]];

export const countCash = defineOperation({
	name: 'banking.count-cash',
	summary: 'Count the notes and coins of a cash box; the difference with the books is written',
	permission: 'banking.write',
	kind: 'command',
	http: { method: 'post', path: '/banking/cash-counts', success: 201 },
	input: z.strictObject({
		/** Number or id of the account of the cash box. */
		account: accountField.default('530'),
		day: dayField,
		/** How many of each, by face value in cents: `{ "2000": 3, "50": 12 }`. */
		pieces: z.partialRecord(z.enum(faces), z.int().min(0).max(100_000)),
		/** Writes no entry: the count is kept, the difference stays. */
		leaveDifference: z.boolean().default(false)
	}),
	output: z.object({
		id: z.string(),
		countedCents: z.int(),
		expectedCents: z.int(),
		/** Counted less expected. */
		differenceCents: z.int(),
		entryNumber: z.string().nullable()
	}),
	async run(context, { account: ref, day, pieces, leaveDifference }) {
		const { tx, association, actor, now } = context;
		const box = await cashBox(context, ref);
		const countedCents = countOf(pieces as Record<string, number>);
		const expectedCents = await balanceOf(context, box.id, day);
		const differenceCents = countedCents - expectedCents;
		const id = newId();
		const entry =
			differenceCents === 0 || leaveDifference
				? undefined
				: await recordParts(context, {
						date: day,
						label: m.banking_cash_difference({}, { locale: 'fr' }),
						means: box.id,
						amountCents: differenceCents,
						parts: [
							{
								amountCents: differenceCents,
								meaning: differenceCents > 0 ? 'other-income' : 'other-expense'
							}
						],
						source: { module: 'banking', type: 'cash-count', id }
					});
		await sql`
			INSERT INTO banking.cash_count (association_id, id, ledger_account_id, day, counted_cents,
				expected_cents, pieces, entry_id, entry_number, created_at, created_by)
			VALUES (${association.id}, ${id}, ${box.id}, ${day}, ${countedCents}, ${expectedCents},
				${JSON.stringify(pieces)}, ${entry?.entryId ?? null}, ${entry?.number ?? null}, ${now},
				${actor.accountId})`.execute(tx);
		context.about('cash-count', id, { countedCents, differenceCents });
		const entryNumber = entry?.number ?? null;
		return { id, countedCents, expectedCents, differenceCents, entryNumber };
	}
});

/** @throws {Refusal} `banking.no-such-cash-box` */
export async function cashBox(context: OperationContext, ref: string) {
	const boxes = (await listPaymentMeans(context)).filter(({ kind }) => kind === 'cash');
	const box = boxes.find(({ id, code }) => id === ref || code === ref);
	if (!box) throw refuseField('account', 'banking.no-such-cash-box', { account: ref });
	return box;
}

/** What the books say of an account at the end of a day. */
export async function balanceOf(
	{ tx }: OperationContext,
	ledgerAccountId: string,
	on: Day
): Promise<number> {
	const { rows } = await sql<{ cents: number }>`
		SELECT coalesce(sum(m.amount_cents), 0) AS cents FROM accounting.movement m
		WHERE m.account_id = ${ledgerAccountId} AND m.day <= ${on}`.execute(tx);
	return rows[0]?.cents ?? 0;
}
