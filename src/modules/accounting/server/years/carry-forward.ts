import { Refusal } from '#shared/errors.ts';
import { m } from '#i18n';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { isCarriedForward } from '#modules/accounting/domain/account.ts';
import { openingLines, resultCode, resultOf } from '#modules/accounting/domain/carry-forward.ts';
import type { Balance } from '#modules/accounting/domain/carry-forward.ts';
import { reversed, sameLines } from '#modules/accounting/domain/entry.ts';
import type { Line } from '#modules/accounting/domain/entry.ts';
import { entryNumber } from '#modules/accounting/domain/journal.ts';
import { keepAccounts, requireAccount } from '../accounts.ts';
import { successorAccounts } from '../chart/kept-accounts.ts';
import { linesOf } from '../entries.ts';
import type { KnownYear } from '../fiscal-years.ts';
import { journalOfKind } from '../journals.ts';
import type { KnownJournal } from '../journals.ts';
import { tables } from '../tables.ts';
import { replaceLines, writeEntry } from '../write-entry.ts';
import { balancesByThirdParty } from './balances.ts';

export interface Carrying {
	readonly year: KnownYear;
	/** Open, and held until the commit. */
	readonly next: KnownYear;
	/** For good, when the year is closed; a draft, that may be replaced, while it is open. */
	readonly validated: boolean;
}

export interface Carried {
	/** Surplus when positive, deficit when negative. */
	readonly resultCents: number;
	/** Absent when there is nothing to carry. */
	readonly openingEntryId: string | undefined;
	/** The opening was written, or written again. */
	readonly changed: boolean;
}

/**
 * Writes the opening balances of the next year, or writes them again when they no longer fit: a draft is replaced,
 * a validated opening is reversed. What already fits stays as it is.
 * @throws {Refusal} `accounting.opening-exists` when an opening was written by hand
 */
export async function carryForward(
	context: OperationContext,
	{ year, next, validated }: Carrying
): Promise<Carried> {
	const { tx } = context;
	const journal = await journalOfKind(tx, 'opening');
	await refuseHandWritten(tx, next, journal);
	const written = await balancesByThirdParty(tx, year.id);
	const balances = await moved(context, year, next, written);
	const resultCents = resultOf(balances);
	const lines = await linesFor(context, next, balances, resultCode(year.resultTo, resultCents));
	const current = await currentOpening(tx, year, next);
	const changed = current ? !sameLines(current.lines, lines) : lines.length > 0;
	const opening = { year, next, journal, lines };
	const openingEntryId = changed ? await writeOpening(context, opening, current) : current?.id;
	if (openingEntryId && validated) await validate(context, openingEntryId);
	return { resultCents, openingEntryId, changed };
}

/** The same under the nomenclature of the next year; what waits for a choice stays where it is. */
async function moved(
	context: OperationContext,
	year: KnownYear,
	next: KnownYear,
	balances: readonly Balance[]
): Promise<Balance[]> {
	const carried = balances.filter(({ code }) => isCarriedForward(code));
	const takers = await successorAccounts(
		context,
		{ from: year.chart, to: next.chart },
		carried.map(({ accountId }) => accountId)
	);
	return balances.map((balance) => {
		const taker = takers.get(balance.accountId);
		return taker ? { ...balance, accountId: taker.id, code: taker.code } : balance;
	});
}

interface CurrentOpening {
	readonly id: string;
	readonly number: string;
	readonly validated: boolean;
	readonly lines: readonly Line[];
}

/** A hand-written opening that stands would be counted twice. */
async function refuseHandWritten(tx: Tx, next: KnownYear, journal: KnownJournal): Promise<void> {
	const written = await openings(tx, next)
		.where('e.journal_id', '=', journal.id)
		.where('e.source_id', 'is', null)
		.where('e.reverses_id', 'is', null)
		.executeTakeFirst();
	if (written) throw new Refusal('conflict', 'accounting.opening-exists', { year: next.code });
}

/** The entries of a year that stand: no other one reverses them. */
function openings(tx: Tx, year: KnownYear) {
	return tables(tx)
		.selectFrom('accounting.entry as e')
		.select(['e.id', 'e.number', 'e.validated_at as validatedAt'])
		.where('e.fiscal_year_id', '=', year.id)
		.where(({ not, exists, selectFrom }) =>
			not(
				exists(
					selectFrom('accounting.entry as r')
						.select('r.id')
						.whereRef('r.association_id', '=', 'e.association_id')
						.whereRef('r.reverses_id', '=', 'e.id')
				)
			)
		);
}

async function currentOpening(
	tx: Tx,
	year: KnownYear,
	next: KnownYear
): Promise<CurrentOpening | undefined> {
	const row = await openings(tx, next)
		.innerJoin('accounting.journal as j', (join) =>
			join.onRef('j.association_id', '=', 'e.association_id').onRef('j.id', '=', 'e.journal_id')
		)
		.select('j.code')
		.where('e.source_type', '=', 'fiscal-year')
		.where('e.source_id', '=', year.id)
		.executeTakeFirst();
	if (!row) return undefined;
	const { id, validatedAt } = row;
	const number = entryNumber(row.code, next.code, row.number);
	return { id, number, validated: validatedAt !== null, lines: await linesOf(tx, id) };
}

async function linesFor(
	context: OperationContext,
	next: KnownYear,
	balances: readonly Balance[],
	resultTo: string
): Promise<Line[]> {
	if (resultOf(balances) === 0) return openingLines(balances, () => '');
	const accounts = await keepAccounts(context, next.chart, [resultTo]);
	return openingLines(balances, () => requireAccount(accounts, resultTo, 'resultTo').id);
}

interface Opening {
	readonly year: KnownYear;
	readonly next: KnownYear;
	readonly journal: KnownJournal;
	readonly lines: readonly Line[];
}

async function writeOpening(
	context: OperationContext,
	{ year, next, journal, lines }: Opening,
	current: CurrentOpening | undefined
): Promise<string | undefined> {
	const { locale } = context.actor;
	if (current && !current.validated && lines.length > 0) {
		await replaceLines(context, { year: next, date: next.start, lines }, current.id);
		return current.id;
	}
	if (current) {
		const label = m.accounting_reversal_label_because(
			{ number: current.number, reason: m.accounting_opening_again({}, { locale }) },
			{ locale }
		);
		const undone = reversed(current.lines);
		const place = { year: next, journal, date: next.start };
		const { entryId } = await writeEntry(context, {
			...place,
			label,
			lines: undone,
			reversesId: current.id
		});
		await validate(context, current.id);
		await validate(context, entryId);
	}
	if (lines.length === 0) return undefined;
	const { entryId } = await writeEntry(context, {
		year: next,
		journal,
		date: next.start,
		label: m.accounting_opening_label({ year: year.code }, { locale }),
		lines,
		source: { module: 'accounting', type: 'fiscal-year', id: year.id }
	});
	return entryId;
}

async function validate({ tx, now }: OperationContext, entryId: string): Promise<void> {
	await tables(tx)
		.updateTable('accounting.entry')
		.set({ validated_at: now })
		.where('id', '=', entryId)
		.where('validated_at', 'is', null)
		.execute();
}
