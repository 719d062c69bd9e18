import { z } from 'zod';
import type { OperationContext } from '#platform/server/operation.ts';
import { lastTaskAbout, taskView } from '#platform/server/tasks/task-view.ts';
import type { Table } from '#platform/server/tabular/table.ts';
import { DUES_TARGETS, guessDuesMapping } from '#modules/membership/domain/import/target.ts';
import { MONEY_RULES } from '#modules/membership/domain/import/plan.ts';
import { LEAVE_OUT } from '#modules/membership/domain/import/tariff-named.ts';
import { PAYMENT_MEANS } from '#modules/membership/domain/means.ts';
import type { ImportRow } from './import-row.ts';

const SAMPLE = 3;

export const importTotals = z.object({
	new: z.int(),
	known: z.int(),
	leftOut: z.int(),
	error: z.int(),
	/** People whom the new memberships add. */
	people: z.int(),
	/** Of the new memberships. */
	dueCents: z.int(),
	paidCents: z.int()
});

export const choiceFields = {
	/** Noted without an entry (`brought`), written into the accounts (`posted`), or not taken over. */
	money: z.enum(MONEY_RULES),
	/** How it was paid when a line doesn't say; for `posted`. */
	means: z.enum(PAYMENT_MEANS),
	/** Whether people whom nobody is are added, or are a fault of their lines. */
	unknownPeople: z.enum(['refuse', 'add']),
	/** By key of a name that no tariff has: the id of the tariff meant, or `leave-out`. */
	tariffs: z.record(z.string().max(400), z.union([z.literal(LEAVE_OUT), z.uuid()]))
};

/** What was understood of a file of memberships, and how it is read for now. */
export const importView = z.object({
	id: z.uuid(),
	fileName: z.string(),
	state: z.enum(['draft', 'committed', 'undone']),
	/** Of the file, which is forgotten a month after it was imported: `null`, and no column, from then on. */
	format: z.enum(['csv', 'xlsx', 'ods']).nullable(),
	encoding: z.string().nullable(),
	separator: z.string().nullable(),
	rowCount: z.int(),
	columns: z.array(
		z.object({
			header: z.string(),
			/** The first cells that hold something. */
			sample: z.array(z.string()),
			target: z.enum(DUES_TARGETS),
			/** What its header says it is. */
			guess: z.enum(DUES_TARGETS)
		})
	),
	...choiceFields,
	/** Lines by outcome, once committed. */
	totals: importTotals.nullable(),
	/** The last task about many payments: `membership.write-import`, then `membership.undo-import`. */
	task: taskView.nullable()
});

export async function describeImport(
	context: OperationContext,
	row: ImportRow,
	table: Table | undefined
): Promise<z.output<typeof importView>> {
	const { id, fileName, state, mapping, choices, totals } = row;
	const { format = null, encoding = null, separator = null, header = [], rows } = table ?? {};
	const lines =
		rows?.length ?? (totals ? totals.new + totals.known + totals.leftOut + totals.error : 0);
	const guesses = guessDuesMapping(header);
	return {
		id,
		fileName,
		state,
		format,
		encoding,
		separator,
		rowCount: lines,
		columns: header.map((title, column) => ({
			header: title,
			sample: sampleOf(rows ?? [], column),
			target: mapping[column] ?? 'ignore',
			guess: guesses[column] ?? 'ignore'
		})),
		...choices,
		tariffs: { ...choices.tariffs },
		totals,
		task: await lastTaskAbout(context, id)
	};
}

function sampleOf(rows: readonly (readonly string[])[], column: number): string[] {
	const cells = rows.slice(0, 200).map((row) => (row[column] ?? '').trim().slice(0, 60));
	return [...new Set(cells.filter(Boolean))].slice(0, SAMPLE);
}
