import { addDays } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import { newId } from '#shared/id.ts';
import { m } from '#i18n';
import type { OperationContext } from '#platform/server/operation.ts';
import { kindOf, positionOf } from '../domain/account.ts';
import { chartFor } from '../domain/chart.ts';
import type { ChartVersion } from '../domain/chart.ts';
import { checkNewYear, codeFor } from '../domain/fiscal-year.ts';
import type { Period } from '../domain/fiscal-year.ts';
import { DEFAULT_JOURNALS } from '../domain/journal.ts';
import { insertAccounts, keepAccounts } from './accounts.ts';
import type { KnownYear } from './fiscal-years.ts';
import { lockYears } from './fiscal-years.ts';
import { tables } from './tables.ts';
import { messageOf } from './words.ts';

/**
 * Opens the year that follows the others; the first one brings the journals and the means of payment.
 * @throws {Refusal} `accounting.year-ends-before-start`, `year-too-long`, `year-not-contiguous`, `year-opened-meanwhile`
 */
export async function openYear(
	context: OperationContext,
	period: Period,
	chart: ChartVersion = chartFor(period.start)
): Promise<KnownYear> {
	const { tx, association, now } = context;
	const years = await lockYears(tx);
	checkNewYear(years, period);
	const code = codeFor(
		period,
		years.map((year) => year.code)
	);
	const id = newId();
	const inserted = await tables(tx)
		.insertInto('accounting.fiscal_year')
		.values({
			association_id: association.id,
			id,
			code,
			chart,
			start_day: period.start,
			end_day: period.end,
			follows_day: years.length > 0 ? addDays(period.start, -1) : null,
			closed_at: null,
			created_at: now
		})
		.onConflict((conflict) => conflict.doNothing())
		.returning('id')
		.execute();
	if (inserted.length === 0) throw new Refusal('conflict', 'accounting.year-opened-meanwhile');
	if (years.length === 0) await furnish(context, chart);
	const fresh = { closed: false, closedAt: null, locked: false, lockedAt: null, seal: null };
	return { id, code, chart, ...period, ...fresh, resultTo: 'result' };
}

/** Journals, a current account, the cash box and the cheques to cash. */
async function furnish(context: OperationContext, chart: ChartVersion): Promise<void> {
	const { tx, association, actor } = context;
	await tables(tx)
		.insertInto('accounting.journal')
		.values(
			DEFAULT_JOURNALS.map(({ code, kind }) => ({
				association_id: association.id,
				id: newId(),
				code,
				kind,
				label: messageOf(`accounting_journal_${kind}`, actor.locale)
			}))
		)
		.execute();
	await keepAccounts(context, chart, ['530', '5112']);
	await insertAccounts(context, [
		ownAccount('5121', m.accounting_account_current({}, { locale: actor.locale }))
	]);
}

/** An account of the association's own; money may move through it when its number says so. */
export function ownAccount(code: string, label: string) {
	const kind = kindOf(code);
	return {
		id: newId(),
		code,
		label,
		position: positionOf(code),
		kind,
		active: true,
		own: true,
		isMeans: kind === 'bank' || kind === 'cash',
		kept: false
	};
}
