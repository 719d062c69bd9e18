import { sql } from 'kysely';
import { z } from 'zod';
import { newId } from '#shared/id.ts';
import { findFile } from '#platform/server/keep-file.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { describeImport, importView } from './describe-import.ts';
import type { ImportView, ShownLines } from './describe-import.ts';
import { loadImport } from './import-row.ts';
import type { ImportChoices, ImportRow } from './import-row.ts';
import { planImport } from './plan-import.ts';
import { readImport } from './read-import.ts';

export const startImport = defineOperation({
	name: 'banking.start-import',
	summary:
		'Read a file of a bank (CAMT, OFX, QIF, CSV, XLSX, ODS) and tell what was understood; nothing is kept yet',
	permission: 'banking.write',
	kind: 'command',
	http: { method: 'post', path: '/banking/imports', success: 201 },
	input: z.strictObject({
		/** Id of a file that was uploaded before. */
		file: z.uuid()
	}),
	output: importView,
	async run(context, { file }) {
		const row = await writeImport(context, file, {});
		return viewImport(context, row);
	}
});

export const getImport = defineOperation({
	name: 'banking.get-import',
	summary: 'Tell again what was understood of a file of a bank, and what keeping it would do',
	permission: 'banking.write',
	kind: 'query',
	http: { method: 'get', path: '/banking/imports/{id}' },
	input: z.strictObject({
		id: z.uuid(),
		/** Lines of each statement to leave out before the first shown. */
		skip: z.int().min(0).max(100_000).default(0),
		limit: z.int().min(1).max(500).default(50)
	}),
	output: importView,
	run: async (context, { id, ...shown }) =>
		viewImport(context, await loadImport(context.tx, id), shown)
});

/** A draft of an import, of a file kept before. @throws {Refusal} when the file can't be read */
export async function writeImport(
	context: OperationContext,
	fileId: string,
	choices: ImportChoices,
	accounts: ImportRow['accounts'] = {}
): Promise<ImportRow> {
	const { tx, association, actor } = context;
	const { sha256, name: fileName } = await findFile(context, fileId);
	const id = newId();
	await sql`
		INSERT INTO banking.import (association_id, id, file_name, sha256, choices, accounts, created_by)
		VALUES (${association.id}, ${id}, ${fileName}, ${sha256}, ${JSON.stringify(choices)},
			${JSON.stringify(accounts)}, ${actor.accountId})`.execute(tx);
	context.about('bank-import', id, { fileName });
	return loadImport(tx, id);
}

export async function viewImport(
	context: OperationContext,
	row: ImportRow,
	shown?: ShownLines
): Promise<ImportView> {
	const read = await readImport(context, row);
	const plan = await planImport(context, row, read);
	return describeImport(row, read, plan, context.actor.locale, shown);
}
