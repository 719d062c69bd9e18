import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { referencesTo } from '#platform/server/database/references.ts';
import { defineOperation } from '#platform/server/operation.ts';
import type { Tx } from '#platform/server/operation.ts';
import { lockYears, yearById } from '../fiscal-years.ts';
import { tables } from '../tables.ts';
import { loadImport, lockImport } from './import-row.ts';
import type { ImportRow, MadeByImport } from './import-row.ts';
import { refuseLettered, refuseRestedOn, refuseUsed } from './refuse-entries-in-use.ts';

export const undoAccountsImport = defineOperation({
	name: 'accounting.undo-import',
	summary: 'Take back all the entries of an import, and the journals and accounts made for them',
	permission: 'accounting.import',
	kind: 'command',
	http: { method: 'post', path: '/accounting/imports/{id}/undo' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ entries: z.int() }),
	async run(context, { id }) {
		const { tx, now } = context;
		// One that is being written is held until it ends: nobody waits for that.
		mustBeCommitted(await loadImport(tx, id));
		const { fileName, fiscalYearId, made } = mustBeCommitted(await lockImport(tx, id));
		const year = yearById(await lockYears(tx), fiscalYearId);
		if (year.closed) {
			throw new Refusal('conflict', 'accounting.import-year-closed-since', { year: year.code });
		}
		await holdCounters(tx, id);
		await refuseFollowed(tx, id);
		await refuseUsed(tx, id);
		await refuseLettered(tx, id);
		await removeNotes(tx, id);
		await refuseRestedOn(context, id);
		await sql`select set_config('app.import_in_hand', ${id}, true)`.execute(tx);
		await giveNumbersBack(tx, id);
		const entries = await removeEntries(tx, id);
		await removeMade(tx, made);
		await tables(tx)
			.updateTable('accounting.import')
			.set({ state: 'undone', undone_at: now })
			.where('id', '=', id)
			.execute();
		context.about('import', id, { fileName, entries });
		await context.announce('accounting.import-undone', { importId: id, fiscalYearId, entries });
		return { entries };
	}
});

function mustBeCommitted({ fileName, state, fiscalYearId, made }: ImportRow) {
	if (state !== 'committed' || !fiscalYearId || !made) {
		throw new Refusal('conflict', 'accounting.import-not-committed', { fileName });
	}
	return { fileName, fiscalYearId, made };
}

/** Nobody takes a number in these journals until the commit. */
async function holdCounters(tx: Tx, id: string): Promise<void> {
	await sql`SELECT FROM accounting.entry_counter c
		WHERE (c.fiscal_year_id, c.journal_id) IN (
			SELECT e.fiscal_year_id, e.journal_id FROM accounting.entry e WHERE e.import_id = ${id}
		) ORDER BY c.journal_id FOR UPDATE`.execute(tx);
}

/** Numbers never leave a gap: those of the import must be the last of their journals. */
async function refuseFollowed(tx: Tx, id: string): Promise<void> {
	const { rows } = await sql<{ journal: string; label: string }>`
		SELECT j.code AS journal, e.label FROM (
			SELECT journal_id, fiscal_year_id, min(number) AS first FROM accounting.entry
			WHERE import_id = ${id} GROUP BY 1, 2
		) i
		JOIN accounting.entry e ON e.fiscal_year_id = i.fiscal_year_id AND e.journal_id = i.journal_id
			AND e.number > i.first AND e.import_id IS DISTINCT FROM ${id}::uuid
		JOIN accounting.journal j ON j.association_id = e.association_id AND j.id = e.journal_id
		ORDER BY e.number LIMIT 1`.execute(tx);
	const [later] = rows;
	if (later) throw new Refusal('conflict', 'accounting.import-followed', { ...later });
}

/** What the file itself had noted; what people wrote since holds its entry. */
async function removeNotes(tx: Tx, id: string): Promise<void> {
	await sql`DELETE FROM accounting.remark r USING accounting.entry e
		WHERE e.import_id = ${id} AND e.association_id = r.association_id AND e.id = r.entry_id
			AND r.imported`.execute(tx);
}

async function giveNumbersBack(tx: Tx, id: string): Promise<void> {
	await sql`UPDATE accounting.entry_counter c SET last_number = i.first - 1
		FROM (
			SELECT association_id, fiscal_year_id, journal_id, min(number) AS first
			FROM accounting.entry WHERE import_id = ${id} GROUP BY 1, 2, 3
		) i
		WHERE c.association_id = i.association_id AND c.fiscal_year_id = i.fiscal_year_id
			AND c.journal_id = i.journal_id`.execute(tx);
}

async function removeEntries(tx: Tx, id: string): Promise<number> {
	const { rows: letterings } = await sql<{ id: string }>`
		SELECT DISTINCT l.lettering_id AS id FROM accounting.entry e
		JOIN accounting.line l ON l.association_id = e.association_id AND l.entry_id = e.id
		WHERE e.import_id = ${id} AND l.lettering_id IS NOT NULL`.execute(tx);
	await sql`DELETE FROM accounting.line l USING accounting.entry e
		WHERE e.import_id = ${id} AND e.association_id = l.association_id AND e.id = l.entry_id`.execute(
		tx
	);
	const { numAffectedRows } =
		await sql`DELETE FROM accounting.entry e WHERE e.import_id = ${id}`.execute(tx);
	const ids = letterings.map(({ id: each }) => each);
	await sql`DELETE FROM accounting.lettering g WHERE g.id = ANY(${ids}::uuid[])`.execute(tx);
	return Number(numAffectedRows ?? 0);
}

/** Journals and accounts that nothing else has used since. */
async function removeMade(
	tx: Tx,
	{ journals, accounts, thirdParties = [], projects = [] }: MadeByImport
): Promise<void> {
	await sql`DELETE FROM accounting.entry_counter c
		WHERE c.journal_id = ANY(${journals}::uuid[]) AND c.last_number = 0`.execute(tx);
	await removeUnused(tx, 'accounting.journal', journals);
	await removeUnused(tx, 'accounting.account', accounts);
	await removeUnused(tx, 'accounting.third_party', thirdParties);
	await removeUnused(tx, 'accounting.axis_value', projects);
}

/** What anything refers to stays: a budget, an asset, a bank account, whatever comes later. */
async function removeUnused(tx: Tx, table: string, ids: readonly string[]): Promise<void> {
	const unused = (await referencesTo(tx, table)).map(
		({ table: other, column }) => sql`
			NOT EXISTS (SELECT FROM ${sql.table(other)} r
				WHERE r.association_id = t.association_id AND r.${sql.ref(column)} = t.id)`
	);
	await sql`DELETE FROM ${sql.table(table)} t
		WHERE t.id = ANY(${[...ids]}::uuid[]) AND ${sql.join(unused, sql` AND `)}`.execute(tx);
}
