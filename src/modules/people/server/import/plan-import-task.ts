import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { m } from '#i18n';
import type { OperationContext } from '#platform/server/operation.ts';
import { startTask } from '#platform/server/tasks/start-task.ts';
import type { Task } from '#platform/server/tasks/task.ts';
import { forgetParts, GatheredLines, keepPart } from './import-parts.ts';
import type { ImportRow } from './import-row.ts';
import { isLong, loadImport } from './import-row.ts';
import { readImportTable } from './import-table.ts';
import { planLines } from './plan-import.ts';
import { stateOfRecords } from './records-state.ts';

/** Finds out what each line of a long file does, for its preview. The import may be gone by then: it has nothing to do. */
export const planImportTask: Task<{ id: string }> = {
	name: 'people.plan-import',
	title: (locale) => m.people_import_title({}, { locale }),
	page: ({ id }) => `people/import/${id}`,
	permission: 'people.import',
	async run(context, { id }) {
		const row = await loadImport(context.tx, id);
		if (row.state !== 'draft') return {};
		await forgetParts(context.tx, id);
		const state = await stateOfRecords(context);
		let decided = 0;
		const gathered = new GatheredLines();
		let keeping: Promise<void> = Promise.resolve();
		const keep = async () => {
			const part = gathered.take();
			await keeping;
			keeping = keepPart(context, id, part);
			// Awaited before the next lines are kept.
			keeping.catch(() => {});
		};
		for await (const lines of planLines(context, row)) {
			decided += lines.length;
			context.report(decided, row.lineCount);
			gathered.add(lines);
			if (gathered.isEnough) await keep();
			// What is kept goes out while the next lines are decided.
			await setImmediate();
		}
		if (!gathered.isEmpty) await keep();
		await keeping;
		const { pictures } = await readImportTable(context, row);
		await sql`UPDATE people.import i SET compared_with = ${pictures.size > 0 ? null : state}
			WHERE i.id = ${id}`.execute(context.tx);
		return {};
	}
};

/**
 * Has the preview of a long file made again, once its reading has been settled.
 * @throws {Refusal} while it is made by another reading
 */
export async function planWhenLong(
	context: OperationContext,
	{ id, lineCount }: Pick<ImportRow, 'id' | 'lineCount'>
): Promise<void> {
	if (!isLong({ lineCount })) return;
	await forgetParts(context.tx, id);
	await startTask(context, planImportTask, { id }, { subject: id, total: lineCount });
}
