import { z } from 'zod';
import { sum } from '#shared/money.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { ACCRUAL_KINDS } from '#modules/accounting/domain/accruals/accrual.ts';
import { toWrittenEntry, writtenEntryView } from '../closing/written-entry.ts';
import { chosenYear } from '../fiscal-years.ts';
import { statementInput, toYearView, yearView } from '../statement-fields.ts';
import { accrualsQuery, MAX_ACCRUALS } from './accruals.ts';
import { yearAccruals } from './year-accruals.ts';

const accrualView = z.object({
	id: z.string(),
	kind: z.enum(ACCRUAL_KINDS),
	label: z.string(),
	account: z.string(),
	amountCents: z.int(),
	periodStart: z.string(),
	periodEnd: z.string(),
	/** `null` while its invoice has not come. */
	bookedOn: z.string().nullable()
});

export const listAccruals = defineOperation({
	name: 'accounting.list-accruals',
	summary:
		'List what belongs to another year than its invoice: what the end of a year moves, and its state',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/accruals' },
	input: statementInput,
	output: z.object({
		year: yearView,
		accruals: z.array(
			accrualView.extend({
				/** What the end of the year moves, in cents. */
				movedCents: z.int(),
				writtenCents: z.int(),
				entries: z.array(writtenEntryView),
				/** What undid it in the next year. */
				reversals: z.array(writtenEntryView)
			})
		),
		totals: z.array(z.object({ kind: z.enum(ACCRUAL_KINDS), movedCents: z.int() })),
		/** Those that the end of this year does not move, the latest first. */
		others: z.array(accrualView)
	}),
	async run(context, { fiscalYearId }) {
		const { tx } = context;
		const year = await chosenYear(context, fiscalYearId);
		const accruals = (await yearAccruals(tx, year)).map(({ accrual, ...moved }) => ({
			...viewOf(accrual),
			movedCents: moved.wantedCents,
			writtenCents: moved.writtenCents,
			entries: moved.entries.map(toWrittenEntry),
			reversals: moved.reversals.map(toWrittenEntry)
		}));
		const moved = accruals.map(({ id }) => id);
		let others = accrualsQuery(tx);
		if (moved.length > 0) others = others.where('c.id', 'not in', moved);
		const rest = await others.orderBy('c.period_end', 'desc').limit(MAX_ACCRUALS).execute();
		return {
			year: toYearView(year),
			accruals,
			totals: ACCRUAL_KINDS.map((kind) => ({
				kind,
				movedCents: sum(
					accruals.filter((each) => each.kind === kind).map(({ movedCents }) => movedCents)
				)
			})),
			others: rest.map(viewOf)
		};
	}
});

type Known = Awaited<ReturnType<typeof yearAccruals>>[number]['accrual'];

function viewOf({ id, kind, label, code, amountCents, periodStart, periodEnd, bookedOn }: Known) {
	return { id, kind, label, account: code, amountCents, periodStart, periodEnd, bookedOn };
}
