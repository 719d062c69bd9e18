import { sql } from 'kysely';
import { z } from 'zod';
import { sum } from '#shared/money.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { Tx } from '#platform/server/operation.ts';
import { yearAccruals } from '../accruals/year-accruals.ts';
import { listDedicatedFunds } from '../dedicated-funds/list-dedicated-funds.read.ts';
import { chosenYear } from '../fiscal-years.ts';
import type { KnownYear } from '../fiscal-years.ts';
import { listFixedAssets } from '../fixed-assets/list-fixed-assets.read.ts';
import { statementInput, toYearView, yearView } from '../statement-fields.ts';
import { balancesOf } from '../year-balances.ts';

/** In the order in which a treasurer takes them. */
const WORKS = [
	'suspense',
	'vouchers',
	'fixed-assets',
	'accruals',
	'dedicated-funds',
	'volunteering',
	'drafts'
] as const;

export const closingChecklist = defineOperation({
	name: 'accounting.closing-checklist',
	summary: 'Read what is still to be done before a year is closed, work by work',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/closing-checklist' },
	input: statementInput,
	output: z.object({
		year: yearView,
		works: z.array(
			z.object({
				work: z.enum(WORKS),
				/** `todo` waits for somebody, `done` is in the books, `none` has nothing to say. */
				state: z.enum(['todo', 'done', 'none']),
				/** How many things wait, or are done. */
				count: z.int(),
				amountCents: z.int()
			})
		)
	}),
	async run(context, input) {
		const { tx } = context;
		const year = await chosenYear(context, input.fiscalYearId);
		const only = { fiscalYearId: year.id };
		const assets = await listFixedAssets.run(context, only);
		const { funds } = await listDedicatedFunds.run(context, only);
		const accruals = await yearAccruals(tx, year);
		const balances = await balancesOf(tx, year);
		const suspense = balances.filter(
			({ code, balanceCents }) => /^(47|58)/.test(code) && balanceCents !== 0
		);
		const volunteering = balances.filter(({ code }) => code.startsWith('87'));
		const { entries, drafts, unvouched } = await counts(tx, year);
		const charges = assets.assets.flatMap((asset) => [asset, ...asset.grants]);
		const uncharged = charges.filter(({ chargeCents, writtenCents }) => chargeCents > writtenCents);
		const moved = accruals.filter((each) => each.wantedCents !== each.writtenCents);
		const unsettled = funds.filter(({ proposal }) => proposal !== null);
		return {
			year: toYearView(year),
			works: [
				work(
					'suspense',
					suspense.length,
					0,
					suspense.map(({ balanceCents }) => balanceCents)
				),
				work('vouchers', unvouched, entries - unvouched),
				work(
					'fixed-assets',
					uncharged.length + assets.unregistered.length,
					charges.length,
					uncharged.map(({ chargeCents, writtenCents }) => chargeCents - writtenCents)
				),
				work(
					'accruals',
					moved.length,
					accruals.length,
					moved.map(({ wantedCents, writtenCents }) => wantedCents - writtenCents)
				),
				work('dedicated-funds', unsettled.length, funds.length),
				work(
					'volunteering',
					0,
					volunteering.length,
					volunteering.map(({ balanceCents }) => -balanceCents)
				),
				work('drafts', drafts, entries - drafts)
			]
		};
	}
});

/** `waiting` things to do make it `todo`; else it is done when there is something, with its amounts. */
function work(
	name: (typeof WORKS)[number],
	waiting: number,
	present: number,
	amounts: readonly number[] = []
) {
	const state =
		waiting > 0 ? ('todo' as const) : present > 0 ? ('done' as const) : ('none' as const);
	return { work: name, state, count: waiting || present, amountCents: sum(amounts.map(Math.abs)) };
}

async function counts(tx: Tx, year: KnownYear) {
	const { rows } = await sql<{ entries: number; drafts: number; unvouched: number }>`select
			count(*)::int as entries,
			(count(*) filter (where e.validated_at is null))::int as drafts,
			(count(*) filter (where j.kind in ('purchases', 'bank', 'cash') and e.reverses_id is null
				and e.source_id is null and exists (
					select from accounting.line l
					join accounting.account a on a.association_id = l.association_id and a.id = l.account_id
					where l.association_id = e.association_id and l.entry_id = e.id
						and l.debit_cents > 0 and a.code ~ '^[26]')
				and not exists (select from accounting.entry_voucher v
					where v.association_id = e.association_id and v.entry_id = e.id)))::int as unvouched
		from accounting.entry e
		join accounting.journal j on j.association_id = e.association_id and j.id = e.journal_id
		where e.fiscal_year_id = ${year.id}`.execute(tx);
	return rows[0] ?? { entries: 0, drafts: 0, unvouched: 0 };
}
