import type { ColumnType, Generated } from 'kysely';
import type { Day } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { Rhythm } from '#modules/accounting/domain/recurring/due-days.ts';
import type { AccountingTables } from '../tables.ts';

type DayColumn = ColumnType<Day, string, string>;

interface Row {
	association_id: string;
	id: string;
}

interface RecurringTable extends Row {
	template_id: string;
	months: number;
	day_of_month: number;
	from_day: DayColumn;
	until_day: ColumnType<Day | null, string | null, string | null>;
	times: number | null;
	total_cents: number | null;
	posts: boolean;
	paused: Generated<boolean>;
	created_at: Date;
}

interface DueTable extends Row {
	recurring_id: string;
	due_day: DayColumn;
	state: 'waiting' | 'posted' | 'skipped';
	entry_id: string | null;
	reason: string | null;
}

type RecurringTables = AccountingTables & {
	'accounting.recurring_entry': RecurringTable;
	'accounting.recurring_due': DueTable;
	'accounting.entry_template': Row & { name: string; archived: boolean };
};

export function tables(tx: Tx) {
	return tx.withTables<RecurringTables>();
}

export interface KnownRecurring extends Rhythm {
	readonly id: string;
	readonly templateId: string;
	readonly name: string;
	readonly totalCents: number | null;
	readonly posts: boolean;
	readonly paused: boolean;
}

/** In the order they were begun. */
export function recurringQuery(tx: Tx) {
	return tables(tx)
		.selectFrom('accounting.recurring_entry as r')
		.innerJoin('accounting.entry_template as t', (join) =>
			join.onRef('t.association_id', '=', 'r.association_id').onRef('t.id', '=', 'r.template_id')
		)
		.select(['r.id', 'r.template_id as templateId', 't.name', 'r.months'])
		.select(['r.day_of_month as dayOfMonth', 'r.from_day as from', 'r.until_day as until'])
		.select(['r.times', 'r.total_cents as totalCents', 'r.posts', 'r.paused'])
		.orderBy('r.id');
}

/** Locked until the commit. @throws {Refusal} `accounting.no-such-recurring` */
export async function lockRecurring(tx: Tx, id: string): Promise<KnownRecurring> {
	const found = await recurringQuery(tx).where('r.id', '=', id).forUpdate('r').executeTakeFirst();
	if (!found) throw new Refusal('not-found', 'accounting.no-such-recurring');
	return found;
}
