import { sql } from 'kysely';
import { z } from 'zod';
import { addDays } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';
import { sum } from '#shared/money.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { Tx } from '#platform/server/operation.ts';
import { accumulatedOn } from '#modules/accounting/domain/fixed-assets/depreciation.ts';
import type { KnownYear } from '../fiscal-years.ts';
import { toWrittenEntry, writtenEntryView } from '../closing/written-entry.ts';
import { chosenYear } from '../fiscal-years.ts';
import { statementInput, toYearView, yearView } from '../statement-fields.ts';
import { assetView, toAssetView } from './asset-view.ts';
import { yearCharges } from './year-charges.ts';
import type { AssetCharge } from './year-charges.ts';

const chargeView = {
	/** What the year bears. */
	chargeCents: z.int(),
	writtenCents: z.int(),
	entries: z.array(writtenEntryView)
};

const registerRow = assetView.extend({
	...chargeView,
	/** Depreciation before the year, and at its end; zero once it is gone. */
	openingCents: z.int(),
	closingCents: z.int(),
	/** What is left of the cost at the end of the year. */
	netCents: z.int(),
	grants: z.array(
		z.object({ id: z.string(), funder: z.string(), amountCents: z.int(), ...chargeView })
	)
});

export const listFixedAssets = defineOperation({
	name: 'accounting.list-fixed-assets',
	summary: 'Read the register of fixed assets of a year: cost, depreciation, what is left, grants',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/fixed-assets' },
	input: statementInput,
	output: z.object({
		year: yearView,
		/** Those there on some day of the year, by account; 2,000 at most. */
		assets: z.array(registerRow),
		totals: z.object({
			costCents: z.int(),
			openingCents: z.int(),
			chargeCents: z.int(),
			closingCents: z.int(),
			netCents: z.int()
		}),
		/** Purchases of the year on an account of fixed assets that no asset of the register names, 20 at most. */
		unregistered: z.array(
			z.object({
				entryId: z.string(),
				date: z.string(),
				label: z.string(),
				account: z.string(),
				amountCents: z.int(),
				thirdParty: z.string().nullable()
			})
		)
	}),
	async run(context, { fiscalYearId }) {
		const { tx } = context;
		const year = await chosenYear(context, fiscalYearId);
		const assets = (await yearCharges(tx, year)).map((charge) => rowOf(charge, year));
		const total = (
			key: 'costCents' | 'openingCents' | 'chargeCents' | 'closingCents' | 'netCents'
		) => sum(assets.map((row) => row[key]));
		return {
			year: toYearView(year),
			assets,
			totals: {
				costCents: total('costCents'),
				openingCents: total('openingCents'),
				chargeCents: total('chargeCents'),
				closingCents: total('closingCents'),
				netCents: total('netCents')
			},
			unregistered: await unregistered(tx, year)
		};
	}
});

function rowOf({ asset, grants, ...charge }: AssetCharge, year: KnownYear) {
	const gone = asset.disposedOn !== null && asset.disposedOn <= year.end;
	const closingCents = gone ? 0 : accumulatedOn(asset, year.end);
	return {
		...toAssetView(asset),
		...figures(charge),
		openingCents: accumulatedOn(asset, addDays(year.start, -1)),
		closingCents,
		netCents: gone ? 0 : asset.costCents - closingCents,
		grants: grants.map(({ grant, ...share }) => ({
			...{ id: grant.id, funder: grant.funder, amountCents: grant.amountCents },
			...figures(share)
		}))
	};
}

function figures({
	wantedCents,
	writtenCents,
	entries
}: Pick<AssetCharge, 'wantedCents' | 'writtenCents' | 'entries'>) {
	return { chargeCents: wantedCents, writtenCents, entries: entries.map(toWrittenEntry) };
}

interface Purchase {
	entryId: string;
	date: Day;
	label: string;
	account: string;
	amountCents: number;
	thirdParty: string | null;
}

async function unregistered(tx: Tx, year: KnownYear): Promise<Purchase[]> {
	const { rows } = await sql<Purchase>`select e.id as "entryId", e.entry_date as date, e.label,
			a.code as account, l.debit_cents as "amountCents", e.third_party as "thirdParty"
		from accounting.account a
		join accounting.line l on l.association_id = a.association_id and l.account_id = a.id
			and l.fiscal_year_id = ${year.id} and l.debit_cents > 0
		join accounting.entry e on e.association_id = l.association_id and e.id = l.entry_id
		join accounting.journal j on j.association_id = e.association_id and j.id = e.journal_id
		where a.code ~ '^2[01]' and j.kind <> 'opening' and e.reverses_id is null
			and not exists (select from accounting.entry r
				where r.association_id = e.association_id and r.reverses_id = e.id)
			and not exists (select from accounting.fixed_asset f
				where f.association_id = e.association_id and f.entry_id = e.id)
		order by e.entry_date, e.id, l.position limit 20`.execute(tx);
	return rows;
}
