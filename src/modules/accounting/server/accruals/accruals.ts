import type { ColumnType } from 'kysely';
import { z } from 'zod';
import type { Day } from '#shared/day.ts';
import { Refusal, refuseField } from '#shared/errors.ts';
import type { Tx } from '#platform/server/operation.ts';
import { ACCRUAL_KINDS } from '#modules/accounting/domain/accruals/accrual.ts';
import type { Accrual, AccrualKind } from '#modules/accounting/domain/accruals/accrual.ts';
import type { ChartVersion } from '#modules/accounting/domain/chart.ts';
import { accountField, amountField, dayField, idField, labelField } from '../fields.ts';
import type { AccountingTables } from '../tables.ts';

type DayColumn = ColumnType<Day, string, string>;

type AccrualTables = AccountingTables & {
	'accounting.accrual': {
		association_id: string;
		id: string;
		kind: AccrualKind;
		label: string;
		account_id: string;
		amount_cents: number;
		period_start: DayColumn;
		period_end: DayColumn;
		booked_on: ColumnType<Day | null, string | null, string | null>;
		value_id: string | null;
		chart: ChartVersion | null;
		created_at: Date;
	};
};

export function tables(tx: Tx) {
	return tx.withTables<AccrualTables>();
}

export interface KnownAccrual extends Accrual {
	readonly id: string;
	readonly label: string;
	/** Number and name of the expense or income. */
	readonly code: string;
	readonly accountLabel: string;
	readonly valueId: string | null;
	readonly keptUnder: ChartVersion | null;
}

export const accrualFields = z.strictObject({
	kind: z.enum(ACCRUAL_KINDS),
	label: labelField,
	/** The expense (class 6) or the income (class 7). */
	account: accountField,
	amountCents: amountField,
	/** First and last day that it is for. */
	periodStart: dayField,
	periodEnd: dayField,
	/** The day of the invoice that the books hold; none while it has not come. */
	bookedOn: dayField.optional(),
	/** The project it is for. */
	valueId: idField.optional()
});

/** @throws {Refusal} `accounting.amount-not-positive`, `period-reversed`, `accrual-not-booked` */
export function checkAccrual(fields: z.output<typeof accrualFields>): void {
	const { kind, amountCents, periodStart, periodEnd, bookedOn } = fields;
	if (amountCents <= 0) throw refuseField('amountCents', 'accounting.amount-not-positive');
	if (periodEnd < periodStart) throw refuseField('periodEnd', 'accounting.period-reversed');
	if (!bookedOn && (kind === 'prepaid-expense' || kind === 'deferred-income')) {
		throw refuseField('bookedOn', 'accounting.accrual-not-booked');
	}
}

export function accrualsQuery(tx: Tx) {
	return tables(tx)
		.selectFrom('accounting.accrual as c')
		.innerJoin('accounting.account as a', (join) =>
			join.onRef('a.association_id', '=', 'c.association_id').onRef('a.id', '=', 'c.account_id')
		)
		.select(['c.id', 'c.kind', 'c.label', 'a.code', 'a.label as accountLabel'])
		.select(['c.amount_cents as amountCents', 'c.period_start as periodStart'])
		.select(['c.period_end as periodEnd', 'c.booked_on as bookedOn', 'c.value_id as valueId'])
		.select('c.chart as keptUnder');
}

export const MAX_ACCRUALS = 500;

/** Locked until the commit. @throws {Refusal} `accounting.no-such-accrual` */
export async function lockAccrual(tx: Tx, id: string): Promise<KnownAccrual> {
	const accrual = await accrualsQuery(tx).where('c.id', '=', id).forUpdate('c').executeTakeFirst();
	if (!accrual) throw new Refusal('not-found', 'accounting.no-such-accrual');
	return accrual;
}

/** Those that the end of a year may move: booked, or for days, up to it; not over long before. */
export async function accrualsAround(
	tx: Tx,
	{ start, end }: { start: Day; end: Day }
): Promise<KnownAccrual[]> {
	return accrualsQuery(tx)
		.where((eb) =>
			eb.or([
				eb('c.period_end', '>=', start),
				eb('c.booked_on', '>=', start),
				eb('c.booked_on', 'is', null)
			])
		)
		.where((eb) => eb.or([eb('c.period_start', '<=', end), eb('c.booked_on', '<=', end)]))
		.orderBy('c.period_end')
		.orderBy('c.id')
		.limit(MAX_ACCRUALS)
		.execute();
}
