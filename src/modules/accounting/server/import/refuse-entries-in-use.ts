import { sql } from 'kysely';
import { Refusal } from '#shared/errors.ts';
import { referencesTo } from '#platform/server/database/references.ts';
import { entryLinks } from '#platform/server/entry-links.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';

/** What was done with its entries since would be lost: reversals, vouchers, returns of VAT. */
export async function refuseUsed(tx: Tx, id: string): Promise<void> {
	const { rows } = await sql<{ label: string }>`
		SELECT e.label FROM accounting.entry e
		WHERE e.import_id = ${id} AND (
			EXISTS (SELECT FROM accounting.entry r
				WHERE r.association_id = e.association_id AND r.reverses_id = e.id)
			OR EXISTS (SELECT FROM accounting.entry_voucher v
				WHERE v.association_id = e.association_id AND v.entry_id = e.id)
			OR EXISTS (SELECT FROM accounting.line l
				JOIN accounting.vat_return_item t
					ON t.association_id = l.association_id AND t.line_id = l.id
				WHERE l.association_id = e.association_id AND l.entry_id = e.id)
		) LIMIT 1`.execute(tx);
	const [used] = rows;
	if (used) throw new Refusal('conflict', 'accounting.import-entries-used', { ...used });
}

/** Letters given since the import would be lost. */
export async function refuseLettered(tx: Tx, id: string): Promise<void> {
	const { rows } = await sql<{ label: string; account: string }>`
		SELECT e.label, a.code AS account FROM accounting.import i
		JOIN accounting.entry e ON e.association_id = i.association_id AND e.import_id = i.id
		JOIN accounting.line l ON l.association_id = e.association_id AND l.entry_id = e.id
		JOIN accounting.lettering g ON g.association_id = l.association_id AND g.id = l.lettering_id
		JOIN accounting.account a ON a.association_id = l.association_id AND a.id = l.account_id
		WHERE i.id = ${id} AND g.created_at > i.committed_at LIMIT 1`.execute(tx);
	const [lettered] = rows;
	if (lettered) throw new Refusal('conflict', 'accounting.import-lettered', { ...lettered });
}

/** What belongs to entries and lines, or is told by the refusals above. */
const OF_ENTRIES = new Set([
	...[
		'accounting.line',
		'accounting.entry',
		'accounting.entry_voucher',
		'accounting.imported_line'
	],
	...['accounting.line_share', 'accounting.vat_line', 'accounting.vat_return_item']
]);

/** What any module keeps of its entries would be lost or left in the air: a bank line, a payment, an asset, a remark. */
export async function refuseRestedOn(context: OperationContext, id: string): Promise<void> {
	const entry = await restedOn(context.tx, id);
	if (!entry) return;
	const links = await entryLinks(context, [entry.id]);
	const link = links.find(({ href }) => !/^accounting\/(?:import|entries)\//.test(href));
	const { label } = entry;
	throw link
		? new Refusal('conflict', 'accounting.import-entries-linked', { label, what: link.label })
		: new Refusal('conflict', 'accounting.import-entries-held', { label });
}

async function restedOn(tx: Tx, id: string): Promise<{ id: string; label: string } | undefined> {
	const [ofEntries, ofLines] = [
		await referencesTo(tx, 'accounting.entry'),
		[
			...(await referencesTo(tx, 'accounting.line')),
			...(await referencesTo(tx, 'accounting.line', { cascading: true }))
		]
	];
	const others = ({ table }: { table: string }) => !OF_ENTRIES.has(table);
	const named = [
		...ofEntries.filter(others).map(
			({ table, column }) => sql`
				SELECT e.id, e.label FROM ${sql.table(table)} r
				JOIN accounting.entry e ON e.association_id = r.association_id AND e.id = r.${sql.ref(column)}
				WHERE e.import_id = ${id}`
		),
		...ofLines.filter(others).map(
			({ table, column }) => sql`
				SELECT e.id, e.label FROM ${sql.table(table)} r
				JOIN accounting.line l ON l.association_id = r.association_id AND l.id = r.${sql.ref(column)}
				JOIN accounting.entry e ON e.association_id = l.association_id AND e.id = l.entry_id
				WHERE e.import_id = ${id}`
		)
	];
	const { rows } = await sql<{ id: string; label: string }>`
		${sql.join(named, sql` UNION ALL `)} LIMIT 1`.execute(tx);
	return rows[0];
}
