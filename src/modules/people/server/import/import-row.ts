import { sql } from 'kysely';
import { Refusal } from '#shared/errors.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { NewGroupRule } from '#modules/people/domain/import/known-groups.ts';
import type { Program } from '#modules/people/domain/import/program.ts';
import type { DuplicateRule, ImportTotals } from '#modules/people/domain/import/plan.ts';
import type { ImportMapping } from '#modules/people/domain/import/target.ts';

export interface ImportRow {
	readonly id: string;
	readonly fileName: string;
	readonly sha256: string;
	readonly state: 'draft' | 'committed' | 'undone';
	readonly mapping: ImportMapping;
	readonly duplicates: DuplicateRule;
	readonly totals: ImportTotals | null;
	readonly newGroups: NewGroupRule;
	/** The program that wrote the file, when known. */
	readonly program: Program | null;
	readonly fileId: string | null;
	/** Its file is kept no more. */
	readonly forgotten: boolean;
	/** Lines of the file. */
	readonly lineCount: number;
	/** Of a long file, the `stateOfRecords` that what its lines do was decided by. */
	readonly comparedWith: string | null;
}

/** From so many lines on, what each does is found out by a task, and written by another. */
const LONG = 10_000;

export function isLong({ lineCount }: Pick<ImportRow, 'lineCount'>): boolean {
	return lineCount > LONG;
}

const COLUMNS = sql`i.id, i.file_name AS "fileName", i.sha256, i.state, i.mapping, i.duplicates, i.totals,
	i.new_groups AS "newGroups", i.program, i.file_id AS "fileId", i.forgotten_at IS NOT NULL AS forgotten,
	i.line_count AS "lineCount", i.compared_with AS "comparedWith"`;

/** @throws {Refusal} `people.import-not-found` */
export async function loadImport(tx: Tx, id: string): Promise<ImportRow> {
	const { rows } = await sql<ImportRow>`
		SELECT ${COLUMNS} FROM people.import i WHERE i.id = ${id}`.execute(tx);
	return rows[0] ?? refuseUnknownImport();
}

/** The same, held until the end of the transaction: an import is committed and undone once. */
export async function lockImport(tx: Tx, id: string): Promise<ImportRow> {
	const { rows } = await sql<ImportRow>`
		SELECT ${COLUMNS} FROM people.import i WHERE i.id = ${id} FOR UPDATE`.execute(tx);
	return rows[0] ?? refuseUnknownImport();
}

function refuseUnknownImport(): never {
	throw new Refusal('not-found', 'people.import-not-found');
}

/** @throws {Refusal} `people.import-not-draft` once it has been committed */
export function refuseUnlessDraft({ state, fileName }: ImportRow): void {
	if (state !== 'draft') throw new Refusal('conflict', 'people.import-not-draft', { fileName });
}
