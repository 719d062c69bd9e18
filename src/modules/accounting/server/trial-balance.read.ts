import { sql } from 'kysely';
import { z } from 'zod';
import { addDays } from '#shared/day.ts';
import { refuseField } from '#shared/errors.ts';
import { sum } from '#shared/money.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { Period } from '../domain/fiscal-year.ts';
import { accountsQuery } from './accounts.ts';
import { accountListField, matchesAccounts } from './account-list.ts';
import { auxiliaryBalances } from './auxiliary-balances.ts';
import type { AuxiliaryBalance } from './auxiliary-balances.ts';
import { dayField, idField } from './fields.ts';
import { chosenYear } from './fiscal-years.ts';
import type { KnownYear } from './fiscal-years.ts';
import { sumsByAccount } from './sums.ts';
import type { AccountSums } from './sums.ts';
import { tables } from './tables.ts';

export const trialBalance = defineOperation({
	name: 'accounting.trial-balance',
	summary: 'Read the trial balance of a year or of days within it: opening, movements, closing',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/trial-balance' },
	input: z.strictObject({
		fiscalYearId: idField.optional(),
		from: dayField.optional(),
		to: dayField.optional(),
		/** Numbers of the accounts wanted, `7561,606*`: a star stands for whatever follows. */
		accounts: accountListField.optional(),
		/** With the third parties of each account, one by one. */
		auxiliary: z.boolean().optional()
	}),
	output: z.object({
		fiscalYearId: z.string(),
		from: z.string(),
		to: z.string(),
		accounts: z.array(
			z.object({
				id: z.string(),
				code: z.string(),
				label: z.string(),
				/** Debits minus credits before the period; what the year opened with, when it starts there. */
				openingCents: z.int(),
				debitCents: z.int(),
				creditCents: z.int(),
				closingCents: z.int(),
				/** The auxiliary accounts, when they are asked for; 2,000 in all. */
				thirdParties: z
					.array(
						z.object({
							id: z.string(),
							code: z.string(),
							label: z.string(),
							openingCents: z.int(),
							debitCents: z.int(),
							creditCents: z.int(),
							closingCents: z.int()
						})
					)
					.optional()
			})
		),
		/** Of the movements; equal, unless some accounts only are asked for. */
		totalDebitCents: z.int(),
		totalCreditCents: z.int()
	}),
	async run(context, input) {
		const { tx } = context;
		const year = await chosenYear(context, input.fiscalYearId);
		const period = periodWithin(year, input);
		const wholeYear = period.start === year.start;
		const opening = wholeYear
			? await openingSums(tx, year.id)
			: await sumsByAccount(tx, year, { start: year.start, end: addDays(period.start, -1) });
		const movements = await sumsByAccount(tx, year, period);
		const before = byAccount(opening);
		const during = byAccount(movements);
		const ids = [...new Set([...before.keys(), ...during.keys()])];
		const accounts = ids.length
			? await accountsQuery(tx).where('id', 'in', ids).orderBy('code').execute()
			: [];
		const parties = input.auxiliary
			? Map.groupBy(await auxiliaryBalances(tx, year, period), ({ accountId }) => accountId)
			: undefined;
		const rows = accounts.filter(matchesAccounts(input.accounts)).map(({ id, code, label }) => {
			const first = before.get(id) ?? NOTHING;
			const moved = during.get(id) ?? NOTHING;
			// What the year opened with is written on its first day: it is not a movement of it.
			const debitCents = moved.debitCents - (wholeYear ? first.debitCents : 0);
			const creditCents = moved.creditCents - (wholeYear ? first.creditCents : 0);
			const openingCents = first.debitCents - first.creditCents;
			const closingCents = openingCents + debitCents - creditCents;
			const thirdParties = parties?.get(id)?.map(partyOf);
			const cents = { openingCents, debitCents, creditCents, closingCents };
			return { id, code, label, ...cents, ...(thirdParties && { thirdParties }) };
		});
		return {
			fiscalYearId: year.id,
			from: period.start,
			to: period.end,
			accounts: rows,
			totalDebitCents: sum(rows.map((row) => row.debitCents)),
			totalCreditCents: sum(rows.map((row) => row.creditCents))
		};
	}
});

function partyOf({ accountId: _, thirdPartyId, ...party }: AuxiliaryBalance) {
	return { id: thirdPartyId, ...party };
}

const NOTHING = { debitCents: 0, creditCents: 0 };

function periodWithin(
	year: KnownYear,
	{ from = year.start, to = year.end }: { from?: Period['start']; to?: Period['end'] }
): Period {
	if (from < year.start || from > year.end) {
		throw refuseField('from', 'accounting.day-outside-year', { year: year.code });
	}
	if (to < from || to > year.end) {
		throw refuseField('to', 'accounting.day-outside-year', { year: year.code });
	}
	return { start: from, end: to };
}

function byAccount(sums: readonly AccountSums[]): Map<string, AccountSums> {
	return new Map(sums.map((row) => [row.accountId, row]));
}

/**
 * The lines of the opening journal of the year, by account. The journal is found first: told which one, the database
 * knows that it holds few entries, and goes to them by their index; joined, it would read all those of the year.
 */
async function openingSums(tx: Tx, yearId: string): Promise<AccountSums[]> {
	const journals = await tables(tx)
		.selectFrom('accounting.journal')
		.where('kind', '=', 'opening')
		.select('id')
		.execute();
	if (journals.length === 0) return [];
	const { rows } = await sql<AccountSums>`
		SELECT l.account_id AS "accountId", sum(l.debit_cents) AS "debitCents",
			sum(l.credit_cents) AS "creditCents"
		FROM (
			SELECT association_id, id FROM accounting.entry
			WHERE fiscal_year_id = ${yearId} AND journal_id IN (${sql.join(journals.map(({ id }) => id))})
			OFFSET 0
		) e
		CROSS JOIN LATERAL (
			SELECT l.account_id, l.debit_cents, l.credit_cents FROM accounting.line l
			WHERE l.association_id = e.association_id AND l.entry_id = e.id
			OFFSET 0
		) l
		GROUP BY l.account_id`.execute(tx);
	return rows;
}
