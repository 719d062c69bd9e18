import { z } from 'zod';
import type { OperationContext } from '#platform/server/operation.ts';
import { lastTaskAbout, taskView } from '#platform/server/tasks/task-view.ts';
import type { CustomField } from '#modules/people/domain/custom/custom-field.ts';
import { guessMapping } from '#modules/people/domain/import/guess-mapping.ts';
import { DUPLICATE_RULES } from '#modules/people/domain/import/plan.ts';
import { IMPORT_TARGETS } from '#modules/people/domain/import/target.ts';
import { NEW_GROUP_RULES } from '#modules/people/domain/import/known-groups.ts';
import { PROGRAMS } from '#modules/people/domain/import/program.ts';
import { importHeaders } from '../labels.ts';
import { hasParts } from './import-parts.ts';
import type { ImportRow } from './import-row.ts';
import { isLong } from './import-row.ts';
import type { ImportTable } from './import-table.ts';
import { IMPORT_FORMATS } from './import-table.ts';

const SAMPLE = 5;

export const importTarget = z.union([
	z.enum(IMPORT_TARGETS),
	z
		.string()
		.regex(/^custom\.[a-z0-9-]{1,60}$/)
		.transform((text) => text as `custom.${string}`)
]);

/** What was understood of a file, and how its columns are read for now. */
export const importView = z.object({
	id: z.uuid(),
	fileName: z.string(),
	state: z.enum(['draft', 'committed', 'undone']),
	/** Id of the kept file; `null` once it is forgotten. */
	file: z.uuid().nullable(),
	/** Of the file, which is forgotten a month after it was imported: `null`, and no column, from then on. */
	format: z.enum(IMPORT_FORMATS).nullable(),
	/** The program that wrote the file, when its columns say so. */
	program: z.enum(PROGRAMS).nullable(),
	encoding: z.string().nullable(),
	separator: z.string().nullable(),
	rowCount: z.int(),
	columns: z.array(
		z.object({
			header: z.string(),
			/** The first cells that hold something. */
			sample: z.array(z.string()),
			target: importTarget,
			guess: z.object({
				target: importTarget,
				/** 0 to 1. */
				confidence: z.number(),
				because: z.enum(['header', 'content', 'empty', 'unknown'])
			})
		})
	),
	duplicates: z.enum(DUPLICATE_RULES),
	/** Whether groups that only the file knows are created, or are a fault of their lines. */
	newGroups: z.enum(NEW_GROUP_RULES),
	/** Whether what each line will do can be shown: of a long file, once a task has found it out. */
	previewed: z.boolean(),
	/** The last task about a long file: `people.plan-import`, then `people.write-import`. */
	task: taskView.nullable()
});

export async function describeImport(
	context: OperationContext,
	row: ImportRow,
	table: ImportTable | undefined,
	fields: readonly CustomField[]
): Promise<z.output<typeof importView>> {
	const { tx, today } = context;
	const long = isLong(row);
	const guesses = table ? guessMapping(table.header, table.rows, today, importHeaders(fields)) : [];
	return {
		id: row.id,
		fileName: row.fileName,
		state: row.state,
		file: row.fileId,
		format: table?.format ?? null,
		program: row.program,
		encoding: table?.encoding ?? null,
		separator: table?.separator ?? null,
		rowCount: table?.rows.length ?? linesOf(row),
		columns: guesses.map((guess, column) => ({
			header: table?.header[column] ?? '',
			sample: table ? sampleOf(table, column) : [],
			target: row.mapping[column] ?? 'keep',
			guess
		})),
		duplicates: row.duplicates,
		newGroups: row.newGroups,
		previewed: row.state === 'draft' && (!long || (await hasParts(tx, row.id))),
		task: long ? await lastTaskAbout(context, row.id) : null
	};
}

/** Of a file that is forgotten, what was counted when it was imported. */
function linesOf({ totals }: ImportRow): number {
	return Object.values(totals ?? {}).reduce((all, count) => all + count, 0);
}

function sampleOf({ rows }: ImportTable, column: number): string[] {
	const sample: string[] = [];
	for (const row of rows.slice(0, 1_000)) {
		const cell = (row[column] ?? '').trim();
		if (cell !== '') sample.push(cell.slice(0, 100));
		if (sample.length === SAMPLE) break;
	}
	return sample;
}
