import { sql } from 'kysely';
import { Refusal } from '#shared/errors.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { DateOrder } from '#shared/date-order.ts';
import type { TableLayout } from '#modules/banking/domain/table-layout.ts';

/** How the file is read, as far as a person said. */
export interface ImportChoices {
	readonly layout?: TableLayout;
	readonly order?: DateOrder;
	/** Keeps lines that look like ones that came from a file of another format. */
	readonly keepAlike?: boolean;
}

export interface ImportTotals {
	readonly kept: number;
	readonly known: number;
	readonly alike: number;
	readonly pending: number;
	readonly faulty: number;
}

export interface ImportRow {
	readonly id: string;
	readonly fileName: string;
	readonly sha256: string;
	readonly state: 'draft' | 'kept' | 'undone';
	readonly choices: ImportChoices;
	/** Number of an account of the books, `new` or nothing, by index of the statement in the file. */
	readonly accounts: Readonly<Record<string, string | null>>;
	readonly totals: ImportTotals | null;
}

const COLUMNS = sql`i.id, i.file_name AS "fileName", i.sha256, i.state, i.choices, i.accounts, i.totals`;

/** @throws {Refusal} `banking.import-not-found` */
export async function loadImport(tx: Tx, id: string): Promise<ImportRow> {
	const { rows } = await sql<ImportRow>`
		SELECT ${COLUMNS} FROM banking.import i WHERE i.id = ${id}`.execute(tx);
	return rows[0] ?? refuseUnknown();
}

/** The same, held until the end of the transaction: an import is kept and undone once. */
export async function lockImport(tx: Tx, id: string): Promise<ImportRow> {
	const { rows } = await sql<ImportRow>`
		SELECT ${COLUMNS} FROM banking.import i WHERE i.id = ${id} FOR UPDATE`.execute(tx);
	return rows[0] ?? refuseUnknown();
}

function refuseUnknown(): never {
	throw new Refusal('not-found', 'banking.import-not-found');
}

/** @throws {Refusal} `banking.import-not-draft` once it has been kept */
export function refuseUnlessDraft({ state, fileName }: ImportRow): void {
	if (state !== 'draft') throw new Refusal('conflict', 'banking.import-not-draft', { fileName });
}
