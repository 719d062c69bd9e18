import { sql } from 'kysely';
import { m } from '#i18n';
import { reading } from '#platform/server/database/db.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { runtime } from '#platform/server/runtime.ts';
import type { Task } from '#platform/server/tasks/task.ts';
import type { ImportTotals } from '#modules/people/domain/import/plan.ts';
import { forgetParts } from './import-parts.ts';
import { lockImport, refuseUnlessDraft } from './import-row.ts';
import type { ImportRow } from './import-row.ts';
import { writeLines } from './write-lines.ts';
import type { LongWriting } from './write-lines.ts';

/** Writes an import that the caller holds, and says so. @throws {Refusal} those of `writeLines` */
export async function writeImport(
	context: OperationContext,
	row: ImportRow,
	leaveOutFaultyLines: boolean,
	long?: LongWriting
): Promise<ImportTotals> {
	const { id } = row;
	const totals = await writeLines(context, row, leaveOutFaultyLines, long);
	await sql`
		UPDATE people.import i
		SET state = 'committed', committed_at = now(), totals = ${JSON.stringify(totals)}
		WHERE i.id = ${id}`.execute(context.tx);
	await forgetParts(context.tx, id);
	context.about('import', id, totals);
	await context.announce('people.import-committed', { importId: id, ...totals });
	return totals;
}

/** Writes a long import: all of it, or nothing and why. Its outcome is `{totals}`. */
export const writeImportTask: Task<{ id: string; leaveOutFaultyLines: boolean }> = {
	name: 'people.write-import',
	title: (locale) => m.people_import_title({}, { locale }),
	page: ({ id }) => `people/import/${id}`,
	permission: 'people.import',
	async run(context, { id, leaveOutFaultyLines }) {
		const row = await lockImport(context.tx, id);
		refuseUnlessDraft(row);
		const report = (lines: number) => context.report(lines, row.lineCount);
		const { db } = runtime().database;
		const totals = await reading(db, context.association.id, (people) =>
			writeImport(context, row, leaveOutFaultyLines, { people, report })
		);
		return { outcome: { totals } };
	}
};
