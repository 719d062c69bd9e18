import { z } from 'zod';
import { toFrenchDay } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import { m } from '#i18n';
import { defineOperation } from '#platform/server/operation.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import {
	RESULT_DESTINATIONS,
	openingLines,
	resultCode,
	resultOf
} from '../domain/carry-forward.ts';
import type { Balance, ResultDestination } from '../domain/carry-forward.ts';
import { YEAR_CLOSED } from '../domain/events.ts';
import type { YearClosed } from '../domain/events.ts';
import { periodAfter } from '../domain/fiscal-year.ts';
import { keepAccounts, requireAccount } from './accounts.ts';
import { idField } from './fields.ts';
import { lockYears, yearById } from './fiscal-years.ts';
import type { KnownYear } from './fiscal-years.ts';
import { journalOfKind } from './journals.ts';
import { openYear } from './open-year.ts';
import { tables } from './tables.ts';
import { writeEntry } from './write-entry.ts';

export const closeFiscalYear = defineOperation({
	name: 'accounting.close-fiscal-year',
	summary: 'Close a fiscal year for good and carry its balances into the next one',
	permission: 'accounting.close',
	kind: 'command',
	http: { method: 'post', path: '/accounting/fiscal-years/{fiscalYearId}/closing' },
	input: z.strictObject({
		fiscalYearId: idField,
		resultTo: z.enum(RESULT_DESTINATIONS).default('result')
	}),
	output: z.object({
		nextFiscalYearId: z.string(),
		/** Surplus when positive, deficit when negative. */
		resultCents: z.int(),
		/** Absent when there was nothing to carry forward. */
		openingEntryId: z.string().optional()
	}),
	async run(context, { fiscalYearId, resultTo }) {
		const years = await lockYears(context.tx);
		const year = yearById(years, fiscalYearId);
		checkClosable(context, years, year);
		await validateAll(context, year.id);
		const balances = await balancesOf(context, year.id);
		const next = await yearAfter(context, years, year);
		const openingEntryId = await carryForward(context, { year, next, balances, resultTo });
		await tables(context.tx)
			.updateTable('accounting.fiscal_year')
			.set({ closed_at: context.now })
			.where('id', '=', year.id)
			.execute();
		const resultCents = resultOf(balances);
		await context.announce(YEAR_CLOSED, {
			fiscalYearId: year.id,
			nextFiscalYearId: next.id,
			resultCents
		} satisfies YearClosed);
		context.about('fiscal-year', year.id, { code: year.code, resultCents });
		return { nextFiscalYearId: next.id, resultCents, openingEntryId };
	}
});

function checkClosable(
	{ today }: OperationContext,
	years: readonly KnownYear[],
	year: KnownYear
): void {
	if (year.closed) {
		throw new Refusal('conflict', 'accounting.already-closed', { year: year.code });
	}
	if (year.end >= today) {
		throw new Refusal('conflict', 'accounting.year-not-over', { end: toFrenchDay(year.end) });
	}
	const earlier = years.find((other) => other.end < year.start && !other.closed);
	if (earlier) {
		throw new Refusal('conflict', 'accounting.earlier-year-open', { year: earlier.code });
	}
}

async function validateAll({ tx, now }: OperationContext, yearId: string): Promise<void> {
	await tables(tx)
		.updateTable('accounting.entry')
		.set({ validated_at: now })
		.where('fiscal_year_id', '=', yearId)
		.where('validated_at', 'is', null)
		.execute();
}

async function balancesOf({ tx }: OperationContext, yearId: string): Promise<Balance[]> {
	return tables(tx)
		.selectFrom('accounting.account_month as s')
		.innerJoin('accounting.account as a', (join) =>
			join.onRef('a.association_id', '=', 's.association_id').onRef('a.id', '=', 's.account_id')
		)
		.where('s.fiscal_year_id', '=', yearId)
		.groupBy(['a.id', 'a.code'])
		.orderBy('a.code')
		.select(['a.id as accountId', 'a.code'])
		.select((eb) =>
			eb.fn.sum<number>(eb('s.debit_cents', '-', eb.ref('s.credit_cents'))).as('balanceCents')
		)
		.execute();
}

async function yearAfter(
	context: OperationContext,
	years: readonly KnownYear[],
	year: KnownYear
): Promise<KnownYear> {
	const next = years.find((other) => other.start > year.end);
	return next ?? openYear(context, periodAfter(year));
}

interface Carrying {
	readonly year: KnownYear;
	readonly next: KnownYear;
	readonly balances: readonly Balance[];
	readonly resultTo: ResultDestination;
}

async function carryForward(
	context: OperationContext,
	{ year, next, balances, resultTo }: Carrying
): Promise<string | undefined> {
	const { tx, actor } = context;
	const journal = await journalOfKind(tx, 'opening');
	const written = await tables(tx)
		.selectFrom('accounting.entry')
		.select('id')
		.where('fiscal_year_id', '=', next.id)
		.where('journal_id', '=', journal.id)
		.executeTakeFirst();
	if (written) throw new Refusal('conflict', 'accounting.opening-exists', { year: next.code });
	const code = resultCode(resultTo, resultOf(balances));
	const accounts = await keepAccounts(context, next.chart, [code]);
	const lines = openingLines(balances, () => requireAccount(accounts, code, 'resultTo').id);
	if (lines.length === 0) return undefined;
	const label = m.accounting_opening_label({ year: year.code }, { locale: actor.locale });
	const source = { module: 'accounting', type: 'fiscal-year', id: year.id };
	const { entryId } = await writeEntry(context, {
		year: next,
		journal,
		date: next.start,
		label,
		lines,
		source
	});
	await tables(tx)
		.updateTable('accounting.entry')
		.set({ validated_at: context.now })
		.where('id', '=', entryId)
		.execute();
	return entryId;
}
