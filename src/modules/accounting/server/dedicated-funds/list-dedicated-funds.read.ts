import { z } from 'zod';
import { sum } from '#shared/money.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { FUND_KINDS, settle } from '#modules/accounting/domain/dedicated-funds/dedicated-fund.ts';
import { toWrittenEntry, writtenEntryView } from '../closing/written-entry.ts';
import { chosenYear } from '../fiscal-years.ts';
import type { KnownYear } from '../fiscal-years.ts';
import { statementInput, toYearView, yearView } from '../statement-fields.ts';
import { fundsOfYear } from './fund-movements.ts';
import type { YearOfFund } from './fund-movements.ts';

const figures = {
	openingCents: z.int(),
	/** Received this year and kept (689). */
	carriedCents: z.int(),
	/** Kept before and spent this year (789). */
	usedCents: z.int(),
	/** From or to another fund. */
	transferredCents: z.int(),
	closingCents: z.int()
};

export const listDedicatedFunds = defineOperation({
	name: 'accounting.list-dedicated-funds',
	summary:
		'Follow the dedicated funds of a year, as the notes ask: opening, carried over, used, closing',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/dedicated-funds' },
	input: statementInput,
	output: z.object({
		year: yearView,
		/** Those that had something before the year or received something in it; 500 at most. */
		funds: z.array(
			z.object({
				id: z.string(),
				/** The purpose. */
				label: z.string(),
				funder: z.string(),
				kind: z.enum(FUND_KINDS),
				receivedOn: z.string(),
				receivedCents: z.int(),
				/** The project whose expenses it pays for. */
				valueId: z.string().nullable(),
				...figures,
				/** Expenses of its project in the year; `null` without a project. */
				spentCents: z.int().nullable(),
				/** What the expenses of its project would write; `null` when it is written so. */
				proposal: z.object({ carriedCents: z.int(), usedCents: z.int() }).nullable(),
				entries: z.array(writtenEntryView.extend({ movement: z.string() }))
			})
		),
		totals: z.object(figures)
	}),
	async run(context, { fiscalYearId }) {
		const { tx } = context;
		const year = await chosenYear(context, fiscalYearId);
		const funds = await fundsOfYear(tx, year);
		const total = (key: keyof typeof figures) => sum(funds.map((each) => each[key]));
		return {
			year: toYearView(year),
			funds: funds.map((each) => viewOf(each, year)),
			totals: {
				openingCents: total('openingCents'),
				carriedCents: total('carriedCents'),
				usedCents: total('usedCents'),
				transferredCents: total('transferredCents'),
				closingCents: total('closingCents')
			}
		};
	}
});

function viewOf({ fund, entries, spentCents, ...row }: YearOfFund, year: KnownYear) {
	const { broughtCents: _, ...told } = fund;
	return {
		...told,
		...row,
		spentCents,
		proposal: proposalOf({ fund, entries, spentCents, ...row }, year),
		entries: entries.map((entry) => ({ ...toWrittenEntry(entry), movement: entry.movement }))
	};
}

/** Without a project, what is not written yet is proposed as if nothing was spent. */
function proposalOf(row: YearOfFund, year: KnownYear) {
	if (row.fund.valueId === null && row.entries.some(({ movement }) => movement !== 'transferred')) {
		return null;
	}
	const openingCents = row.openingCents + row.transferredCents;
	const wanted = settle(row.fund, year, { openingCents, spentCents: row.spentCents ?? 0 });
	const same = wanted.carriedCents === row.carriedCents && wanted.usedCents === row.usedCents;
	return same ? null : wanted;
}
