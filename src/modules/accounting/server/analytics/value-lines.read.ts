import { sql } from 'kysely';
import { z } from 'zod';
import { isDay } from '#shared/day.ts';
import { isId } from '#shared/id.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { entryNumber } from '#modules/accounting/domain/journal.ts';
import { accountListField, matchesAccounts } from '../account-list.ts';
import { accountsQuery } from '../accounts.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import { idField } from '../fields.ts';
import { chosenYear } from '../fiscal-years.ts';
import { valueById } from './axes.ts';
import { tables } from './tables.ts';

const KEY_CHECKS = [
	(value: unknown) => typeof value === 'string' && isDay(value),
	(value: unknown) => typeof value === 'string' && isId(value)
] as const;

export const valueLines = defineOperation({
	name: 'accounting.value-lines',
	summary: 'List what makes the figures of a project in a year, oldest first, a page at a time',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/axis-values/{valueId}/lines' },
	input: z.strictObject({
		valueId: idField,
		fiscalYearId: idField.optional(),
		accounts: accountListField.optional(),
		after: z.string().max(200).optional(),
		limit: z.int().min(1).max(200).default(50)
	}),
	output: z.object({
		value: z.object({ id: z.string(), label: z.string() }),
		fiscalYearId: z.string(),
		lines: z.array(
			z.object({
				id: z.string(),
				entryId: z.string(),
				number: z.string(),
				date: z.string(),
				label: z.string(),
				account: z.string(),
				accountLabel: z.string(),
				/** The share of the line, not the line. */
				debitCents: z.int(),
				creditCents: z.int()
			})
		),
		next: z.string().optional()
	}),
	async run(context, { valueId, fiscalYearId, accounts, after, limit }) {
		const { tx } = context;
		const { id, label } = await valueById(tx, valueId);
		const year = await chosenYear(context, fiscalYearId);
		let query = sharesQuery(tx, year.id, valueId);
		if (accounts !== undefined) {
			const wanted = (await accountsQuery(tx).execute()).filter(matchesAccounts(accounts));
			const ids = wanted.map((account) => account.id);
			query = query.where(sql<boolean>`s.account_id = any(${ids}::uuid[])`);
		}
		if (after) {
			const [day, lineId] = readCursor<[string, string]>(after, KEY_CHECKS);
			query = query.where(
				sql<boolean>`(s.entry_date, s.line_id) > (${day}::date, ${lineId}::uuid)`
			);
		}
		const rows = await query.limit(limit + 1).execute();
		const page = rows.slice(0, limit);
		const last = page.at(-1);
		return {
			value: { id, label },
			fiscalYearId: year.id,
			lines: page.map(({ journal, sequence, lineLabel, label: words, ...line }) => ({
				...line,
				label: lineLabel ?? words,
				number: entryNumber(journal, year.code, sequence)
			})),
			next: rows.length > page.length && last ? writeCursor([last.date, last.id]) : undefined
		};
	}
});

function sharesQuery(tx: Parameters<typeof tables>[0], yearId: string, valueId: string) {
	return tables(tx)
		.selectFrom('accounting.line_share as s')
		.innerJoin('accounting.line as l', (join) =>
			join.onRef('l.association_id', '=', 's.association_id').onRef('l.id', '=', 's.line_id')
		)
		.innerJoin('accounting.entry as e', (join) =>
			join.onRef('e.association_id', '=', 's.association_id').onRef('e.id', '=', 's.entry_id')
		)
		.innerJoin('accounting.journal as j', (join) =>
			join.onRef('j.association_id', '=', 'e.association_id').onRef('j.id', '=', 'e.journal_id')
		)
		.innerJoin('accounting.account as a', (join) =>
			join.onRef('a.association_id', '=', 's.association_id').onRef('a.id', '=', 's.account_id')
		)
		.select(['s.line_id as id', 's.entry_id as entryId', 's.entry_date as date'])
		.select(['s.debit_cents as debitCents', 's.credit_cents as creditCents'])
		.select(['l.label as lineLabel', 'e.label', 'e.number as sequence', 'j.code as journal'])
		.select(['a.code as account', 'a.label as accountLabel'])
		.where('s.fiscal_year_id', '=', yearId)
		.where('s.value_id', '=', valueId)
		.orderBy('s.entry_date')
		.orderBy('s.line_id');
}
