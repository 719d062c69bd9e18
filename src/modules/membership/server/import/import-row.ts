import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { Refusal } from '#shared/errors.ts';
import { fold } from '#shared/text.ts';
import type { Tx } from '#platform/server/operation.ts';
import type { DuesTotals, MoneyRule } from '#modules/membership/domain/import/plan.ts';
import type { DuesMapping } from '#modules/membership/domain/import/target.ts';
import type { TariffChoices } from '#modules/membership/domain/import/tariff-named.ts';
import type { PaymentMeans } from '#modules/membership/domain/means.ts';

/** What is decided once for a whole file. */
export interface ImportChoices {
	readonly money: MoneyRule;
	/** How it was paid when a line doesn't say; for payments that are written into the accounts. */
	readonly means: PaymentMeans;
	/** What to do with people whom nobody is. */
	readonly unknownPeople: 'refuse' | 'add';
	readonly tariffs: TariffChoices;
}

export interface ImportRow {
	readonly id: string;
	readonly fileName: string;
	readonly sha256: string;
	readonly state: 'draft' | 'committed' | 'undone';
	readonly mapping: DuesMapping;
	readonly choices: ImportChoices;
	readonly totals: DuesTotals | null;
	readonly collectionId: string | null;
	/** Its file is kept no more. */
	readonly forgotten: boolean;
}

const COLUMNS = sql`i.id, i.file_name AS "fileName", i.sha256, i.state, i.mapping, i.choices, i.totals,
	i.collection_id AS "collectionId", i.forgotten_at IS NOT NULL AS forgotten`;

/** @throws {Refusal} `membership.import-not-found` */
export function loadImport(tx: Tx, id: string): Promise<ImportRow> {
	return findImport(tx, id, sql``);
}

/** The same, held until the end of the transaction: an import is committed and undone once. */
export function lockImport(tx: Tx, id: string): Promise<ImportRow> {
	return findImport(tx, id, sql`FOR UPDATE`);
}

async function findImport(tx: Tx, id: string, hold: ReturnType<typeof sql>): Promise<ImportRow> {
	const { rows } = await sql<ImportRow>`
		SELECT ${COLUMNS} FROM membership.import i WHERE i.id = ${id} ${hold}`.execute(tx);
	const [row] = rows;
	if (!row) throw new Refusal('not-found', 'membership.import-not-found');
	return row;
}

/** @throws {Refusal} `membership.import-not-draft` once it has been committed */
export function refuseUnlessDraft({ state, fileName }: ImportRow): void {
	if (state !== 'draft') throw new Refusal('conflict', 'membership.import-not-draft', { fileName });
}

/** Files with the same columns in the same order have the same signature. */
export function signatureOf(header: readonly string[]): string {
	return createHash('sha256').update(header.map(fold).join('\n')).digest('hex');
}

/** How the last file with these columns was read, if one was imported. */
export async function rememberedReading(
	tx: Tx,
	signature: string
): Promise<Pick<ImportRow, 'mapping' | 'choices'> | undefined> {
	const { rows } = await sql<Pick<ImportRow, 'mapping' | 'choices'>>`
		SELECT i.mapping, i.choices FROM membership.import i
		WHERE i.signature = ${signature} AND i.state <> 'draft'
		ORDER BY i.id DESC LIMIT 1`.execute(tx);
	return rows[0];
}
