import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Day } from '#shared/day.ts';
import { inAssociation } from '../database/db.ts';
import { forgetFiles } from '../forget-files.ts';
import { inEachAssociation } from '../in-each-association.ts';
import { openContext } from '../operation-context.ts';
import type { OperationContext } from '../operation.ts';
import { runtime } from '../runtime.ts';

/** Days that the file of an import is kept once it was imported, undone, or left where it was. */
const DAYS_KEPT = 30;

/**
 * Forgets the files of the imports of a table that are of no use any more, in each association: an import needs its
 * file until it is decided, and undoing needs none. Those that were never decided go with their file.
 * @param table with its schema; has `id`, `state`, `file_id`, `created_at`, `committed_at`, `undone_at`, `forgotten_at`
 */
export function forgetImportFilesEverywhere(table: string): Promise<void> {
	return inEachAssociation((caller) =>
		inAssociation(runtime().database.db, caller.association.id, (tx) =>
			forgetImportFiles(openContext(tx, caller).context, table)
		)
	);
}

async function forgetImportFiles(context: OperationContext, table: string): Promise<void> {
	const { tx, today } = context;
	const { rows: abandoned } = await sql<Named>`
		DELETE FROM ${sql.table(table)} i
		WHERE i.state = 'draft' AND ${isOver(sql`i.created_at`, today)}
		RETURNING i.file_id AS "fileId"`.execute(tx);
	await forgetFiles(context, idsOf(abandoned));
	await forgetFilesOf(
		context,
		table,
		sql`i.state <> 'draft' AND ${isOver(sql`coalesce(i.undone_at, i.committed_at)`, today)}`
	);
}

/**
 * Forgets at once the files of some imports, whatever their age: somebody whom they name is forgotten.
 * @param which of the table as `i`
 */
export async function forgetFilesOf(
	context: OperationContext,
	table: string,
	which: RawBuilder<unknown>
): Promise<void> {
	const { rows } = await sql<Named>`
		UPDATE ${sql.table(table)} i SET forgotten_at = ${context.now}, file_id = NULL
		FROM (SELECT o.association_id, o.id, o.file_id FROM ${sql.table(table)} o) b
		WHERE b.association_id = i.association_id AND b.id = i.id AND i.forgotten_at IS NULL AND ${which}
		RETURNING b.file_id AS "fileId"`.execute(context.tx);
	await forgetFiles(context, idsOf(rows));
}

interface Named {
	readonly fileId: string | null;
}

function idsOf(rows: readonly Named[]): string[] {
	return rows.flatMap(({ fileId }) => fileId ?? []);
}

function isOver(moment: RawBuilder<unknown>, today: Day): RawBuilder<boolean> {
	return sql`(${moment} AT TIME ZONE 'Europe/Paris')::date + ${DAYS_KEPT}::integer < ${today}::date`;
}
