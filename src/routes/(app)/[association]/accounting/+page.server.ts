import { chosenYear, kindOfEntry, moneyMoved, sidesOf } from '#modules/accounting/index.ts';
import { accounting } from '#modules/accounting/server/index.ts';
import { read } from '#platform/page/perform.server.ts';
import { journalFilter } from './journal-filter.server.ts';
import type { PageServerLoad } from './$types';

/** A page stays under 100 kB, however long its labels. */
const ROWS = 40;
/** A menu of more is no help; the pages of the projects lead to their lines. */
const VALUES = 50;

export const load: PageServerLoad = async (event) => {
	const filter = journalFilter(event.url.searchParams);
	const after = event.url.searchParams.get('cursor') ?? undefined;
	const fiscalYearId = await chosenYear(event);
	const [page, money, { journals }, { axes }, undecided] = await Promise.all([
		read(event, accounting.listEntries, { ...filter, fiscalYearId, after, limit: ROWS }),
		read(event, accounting.treasury, { months: 1 }),
		read(event, accounting.listJournals, {}),
		read(event, accounting.listAxes, {}),
		read(event, accounting.countUndecided, {})
	]);
	return {
		yearId: page.fiscalYearId,
		next: page.next,
		// Only what a row shows: the lines themselves are one click away.
		entries: page.entries.map(({ lines, ...entry }) => ({
			id: entry.id,
			number: entry.number,
			date: entry.date,
			label: entry.label,
			reversed: entry.reversedById !== null,
			vouchers: entry.voucherCount,
			kind: kindOfEntry(lines),
			cents: moneyMoved(lines) || entry.totalCents,
			...sidesOf(lines)
		})),
		filter,
		undecided,
		values: axes
			.flatMap(({ values }) => values)
			.filter(({ id, archived }) => !archived || id === filter.valueId)
			.slice(0, VALUES)
			.map(({ id, label }) => ({ id, label })),
		journals: journals.map(({ code, label }) => ({ code, label })),
		treasury: { on: money.on, balanceCents: money.balanceCents }
	};
};
