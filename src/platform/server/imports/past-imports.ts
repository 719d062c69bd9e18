import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../operation.ts';

/** Which page of the files that were imported before. */
export const pastImportsPage = z.strictObject({
	/** Imports older than this one. */
	before: z.uuid().optional(),
	limit: z.int().min(1).max(200).default(50)
});

/** What is told of any import; each module adds what it held and what became of it. */
export const pastImport = z.object({
	id: z.uuid(),
	fileName: z.string(),
	createdAt: z.date(),
	/** Name of the account that dropped the file. */
	by: z.string().nullable()
});

/** The output of an operation that lists imports. */
export function pastImports<Line extends z.ZodType>(line: Line) {
	return z.object({
		imports: z.array(line),
		/** To be given as `before` for the next page. */
		next: z.uuid().nullable()
	});
}

/**
 * The imports of a table (`id`, `file_name`, `created_at`, `created_by`), the newest first.
 * @param table with its schema, known as `i` in `columns`
 * @param columns what the module adds to `pastImport`
 */
export async function readPastImports<Line extends { readonly id: string }>(
	tx: Tx,
	table: string,
	{ before, limit }: z.output<typeof pastImportsPage>,
	columns: RawBuilder<unknown>
): Promise<{ imports: Line[]; next: string | null }> {
	// Ids are ordered by time of creation (UUIDv7).
	const { rows } = await sql<Line>`
		SELECT i.id, i.file_name AS "fileName", i.created_at AS "createdAt", a.name AS by, ${columns}
		FROM ${sql.table(table)} i LEFT JOIN platform.known_account a ON a.account_id = i.created_by
		WHERE ${before === undefined ? sql`true` : sql`i.id < ${before}::uuid`}
		ORDER BY i.id DESC LIMIT ${limit + 1}`.execute(tx);
	const imports = rows.slice(0, limit);
	return { imports, next: rows.length > limit ? (imports.at(-1)?.id ?? null) : null };
}
