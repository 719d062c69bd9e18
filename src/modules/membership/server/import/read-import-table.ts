import type { OperationContext } from '#platform/server/operation.ts';
import { readTable } from '#platform/server/tabular/read-table.ts';
import type { Table } from '#platform/server/tabular/table.ts';

/** More lines than any association has memberships; beyond, the plan would not fit in memory. */
const MOST_LINES = 100_000;

/** The file read last: every step of an import reads the same one. Memory may be taken back any time. */
let last: { readonly sha256: string; readonly table: WeakRef<Table> } | undefined;

/** The table of the file as it was dropped, not to be changed. @throws {Refusal} `platform.tabular-*` */
export async function readImportTable(
	{ blobs }: Pick<OperationContext, 'blobs'>,
	{ sha256, fileName }: { readonly sha256: string; readonly fileName: string }
): Promise<Table> {
	const known = last?.sha256 === sha256 ? last.table.deref() : undefined;
	if (known) return known;
	const limits = { rows: MOST_LINES };
	const table = await readTable(await blobs.read(sha256), { fileName, limits });
	last = { sha256, table: new WeakRef(table) };
	return table;
}
