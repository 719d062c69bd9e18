import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { z } from 'zod';
import { fold } from '#shared/text.ts';
import type { Tx } from '#platform/server/operation.ts';
import { findAccounts } from './accounts.ts';
import { accountField, amountField, dayField, idField } from './fields.ts';
import type { KnownYear } from './fiscal-years.ts';

/** What narrows the journal: on the page that lists it as in the file that is downloaded of it. */
export const entryFilter = {
	journal: z.string().trim().max(5).optional(),
	account: accountField.optional(),
	/** Words of the label, reference, third party or number. */
	search: z.string().trim().max(100).optional(),
	from: dayField.optional(),
	to: dayField.optional(),
	/** Of the entry, or of one of its lines. */
	amountCents: amountField.optional(),
	validated: z.boolean().optional(),
	/** A project, activity or funder that has a share of one of the lines. */
	valueId: idField.optional()
};

type EntryFilter = z.output<z.ZodObject<typeof entryFilter>>;

/**
 * The entries of a year that a filter lets through: conditions on `accounting.entry` as `e` and its journal as `j`,
 * all of which must hold; none for no filter.
 */
export async function entriesMatching(
	tx: Tx,
	year: KnownYear,
	filter: EntryFilter
): Promise<RawBuilder<boolean>[]> {
	const { journal, from, to, amountCents, validated, valueId } = filter;
	const conditions: RawBuilder<boolean>[] = [];
	const add = (condition: RawBuilder<boolean>) => conditions.push(condition);
	if (journal) add(sql`j.code = ${journal}`);
	if (from) add(sql`e.entry_date >= ${from}::date`);
	if (to) add(sql`e.entry_date <= ${to}::date`);
	if (validated !== undefined) add(sql`(e.validated_at is not null) = ${validated}`);
	if (amountCents !== undefined) {
		add(sql`(e.total_cents = ${amountCents} or exists (select from accounting.line l
			where l.association_id = e.association_id and l.entry_id = e.id
				and ${amountCents} in (l.debit_cents, l.credit_cents)))`);
	}
	const words = fold(filter.search ?? '').split(' ');
	for (const word of words.filter(Boolean)) add(sql`strpos(e.search, ${word}) > 0`);
	if (filter.account) {
		const account = (await findAccounts(tx, year.chart, [filter.account])).get(filter.account);
		add(
			account?.kept
				? sql`e.id in (select l.entry_id from accounting.line l
					where l.fiscal_year_id = ${year.id} and l.account_id = ${account.id})`
				: sql`false`
		);
	}
	if (valueId) {
		add(sql`e.id in (select s.entry_id from accounting.line_share s
			where s.fiscal_year_id = ${year.id} and s.value_id = ${valueId})`);
	}
	return conditions;
}
