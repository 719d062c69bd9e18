import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { isDay } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';
import { isId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { entryNumber } from '../domain/journal.ts';
import { findAccounts } from './accounts.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { accountField, dayField, idField } from './fields.ts';
import { chosenYear } from './fiscal-years.ts';
import { balanceBefore } from './sums.ts';
import { tables } from './tables.ts';

type Key = [day: Day, entryId: string, position: number];

const KEY_CHECKS = [
	(value: unknown) => typeof value === 'string' && isDay(value),
	(value: unknown) => typeof value === 'string' && isId(value),
	(value: unknown) => Number.isInteger(value) && Number(value) > 0 && Number(value) < 32768
] as const;

export const accountLedger = defineOperation({
	name: 'accounting.account-ledger',
	summary: 'Read the ledger of one account in a year, oldest first, with its running balance',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/ledger/{account}' },
	input: z.strictObject({
		account: accountField,
		fiscalYearId: idField.optional(),
		from: dayField.optional(),
		to: dayField.optional(),
		after: z.string().max(200).optional(),
		limit: z.int().min(1).max(200).default(50)
	}),
	output: z.object({
		fiscalYearId: z.string(),
		account: z.object({ code: z.string(), label: z.string() }),
		/** Debits minus credits before the first line of the page. */
		openingCents: z.int(),
		lines: z.array(
			z.object({
				entryId: z.string(),
				number: z.string(),
				journal: z.string(),
				date: z.string(),
				label: z.string(),
				reference: z.string().nullable(),
				debitCents: z.int(),
				creditCents: z.int(),
				/** Debits minus credits, this line included. */
				balanceCents: z.int()
			})
		),
		next: z.string().optional()
	}),
	async run(context, input) {
		const { tx } = context;
		const year = await chosenYear(context, input.fiscalYearId);
		const account = (await findAccounts(tx, year.chart, [input.account])).get(input.account);
		if (!account)
			throw new Refusal('not-found', 'accounting.no-such-account', { account: input.account });
		const key = input.after ? readCursor<Key>(input.after, KEY_CHECKS) : undefined;
		let query = ledgerQuery(tx, year.id, account.id);
		if (input.from) query = query.where('l.entry_date', '>=', input.from);
		if (input.to) query = query.where('l.entry_date', '<=', input.to);
		if (key) {
			query = query.where(
				sql<boolean>`(l.entry_date, l.entry_id, l.position)
					> (${key[0]}::date, ${key[1]}::uuid, ${key[2]}::smallint)`
			);
		}
		const rows = await query.limit(input.limit + 1).execute();
		const openingCents = await balanceBefore(
			tx,
			year.id,
			account.id,
			key ? { day: key[0], entryId: key[1], position: key[2] } : { day: input.from ?? year.start }
		);
		const page = rows.slice(0, input.limit);
		const last = page.at(-1);
		let balanceCents = openingCents;
		return {
			fiscalYearId: year.id,
			account: { code: account.code, label: account.label },
			openingCents,
			lines: page.map(({ position: _, sequence, lineLabel, label, ...line }) => {
				balanceCents += line.debitCents - line.creditCents;
				const number = entryNumber(line.journal, year.code, sequence);
				return { ...line, number, label: lineLabel ?? label, balanceCents };
			}),
			next:
				rows.length > page.length && last
					? writeCursor([last.date, last.entryId, last.position])
					: undefined
		};
	}
});

function ledgerQuery(tx: Parameters<typeof tables>[0], yearId: string, accountId: string) {
	return tables(tx)
		.selectFrom('accounting.line as l')
		.innerJoin('accounting.entry as e', (join) =>
			join.onRef('e.association_id', '=', 'l.association_id').onRef('e.id', '=', 'l.entry_id')
		)
		.innerJoin('accounting.journal as j', (join) =>
			join.onRef('j.association_id', '=', 'e.association_id').onRef('j.id', '=', 'e.journal_id')
		)
		.where('l.fiscal_year_id', '=', yearId)
		.where('l.account_id', '=', accountId)
		.select(['l.entry_id as entryId', 'l.position', 'l.entry_date as date'])
		.select(['l.debit_cents as debitCents', 'l.credit_cents as creditCents'])
		.select(['l.label as lineLabel', 'e.label', 'e.reference', 'e.number as sequence'])
		.select('j.code as journal')
		.orderBy('l.entry_date')
		.orderBy('l.entry_id')
		.orderBy('l.position');
}
