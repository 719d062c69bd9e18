import type { Day } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import type { Fault } from '#shared/errors.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { Gathered } from '#modules/accounting/domain/import/gathering.ts';
import { tables } from '../tables.ts';

export type ImportFormat = 'fec' | 'fec-xml' | 'csv' | 'xlsx' | 'ods';

/** What was understood of a file when it was read. */
export interface Understood extends Gathered {
	readonly format: ImportFormat;
	readonly encoding: string;
	/** The day that the file itself says the year closes on. */
	readonly closing: Day | null;
	readonly faults: readonly Fault[];
	readonly faultCount: number;
	readonly remarks: readonly Fault[];
	readonly remarkCount: number;
}

/** What an import made besides its entries. */
export interface MadeByImport {
	readonly journals: readonly string[];
	readonly accounts: readonly string[];
	readonly thirdParties?: readonly string[];
	readonly projects?: readonly string[];
}

export interface ImportRow {
	readonly id: string;
	readonly fileName: string;
	readonly sha256: string;
	readonly state: 'draft' | 'committed' | 'undone';
	/** `null` until the file has been read. */
	readonly understood: Understood | null;
	readonly fiscalYearId: string | null;
	readonly made: MadeByImport | null;
}

function query(tx: Tx, id: string) {
	return tables(tx)
		.selectFrom('accounting.import')
		.select(['id', 'file_name as fileName', 'sha256', 'state', 'understood', 'made'])
		.select('fiscal_year_id as fiscalYearId')
		.where('id', '=', id);
}

/** @throws {Refusal} `accounting.import-not-found` */
export async function loadImport(tx: Tx, id: string): Promise<ImportRow> {
	return (await query(tx, id).executeTakeFirst()) ?? refuseUnknown();
}

/** The same, held until the commit: an import is written and undone once. */
export async function lockImport(tx: Tx, id: string): Promise<ImportRow> {
	return (await query(tx, id).forUpdate().executeTakeFirst()) ?? refuseUnknown();
}

/** What was understood of the file. @throws {Refusal} `accounting.import-not-read` */
export function mustBeRead({ understood, fileName }: ImportRow): Understood {
	if (!understood) throw new Refusal('conflict', 'accounting.import-not-read', { fileName });
	return understood;
}

function refuseUnknown(): never {
	throw new Refusal('not-found', 'accounting.import-not-found');
}
