import { parseDay } from '#shared/day.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { isAccountCode } from '#modules/accounting/domain/account.ts';
import type { ChartVersion } from '#modules/accounting/domain/chart.ts';
import { successorsOf } from '../chart/kept-accounts.ts';
import { loadYears, yearOf } from '../fiscal-years.ts';
import type { DraftFields } from './tables.ts';

/** The fields that hold the number of an account. */
const ACCOUNT_FIELD = /^(account|means|from|to|(lines|parts)\.\d+\.account)$/;

type Context = Pick<OperationContext, 'tx' | 'today'>;

/** The nomenclature that the accounts of a draft are of: that of the day it says, else of today. */
export async function chartOfDraft(
	{ tx, today }: Context,
	fields: DraftFields
): Promise<ChartVersion | null> {
	const years = await loadYears(tx);
	return yearOf(years, parseDay(fields.date ?? '') ?? today)?.chart ?? null;
}

/** What was typed, with the accounts that took the place of those that left the chart of its year meanwhile. */
export async function followedFields(
	context: Context,
	fields: DraftFields,
	keptUnder: ChartVersion | null
): Promise<DraftFields> {
	const chart = await chartOfDraft(context, fields);
	if (chart === null || chart === keptUnder) return fields;
	const typed = Object.entries(fields).filter(
		([name, account]) => ACCOUNT_FIELD.test(name) && isAccountCode(account)
	);
	const found = await successorsOf(
		context.tx,
		typed.map(([, account]) => ({ account, keptUnder, chart }))
	);
	const followed = typed.map(([name, account], index) => [name, found[index]?.account ?? account]);
	return { ...fields, ...Object.fromEntries(followed) };
}
