import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { newId } from '#shared/id.ts';
import { fold } from '#shared/text.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import type { FileRow, TableLayout } from '#modules/banking/domain/table-layout.ts';

/** What makes two files of one bank alike: the names of their columns, else the words of the first row. */
export function signatureOf(rows: readonly FileRow[], { headerRow }: TableLayout): string {
	const cells = rows[Math.max(headerRow, 0)]?.cells ?? [];
	const header = cells
		.map((cell) =>
			fold(cell)
				.replace(/[\d ]+/g, ' ')
				.trim()
		)
		.join('|');
	return createHash('sha256').update(header.replace(/\|+$/, '')).digest('hex');
}

export interface Profile {
	readonly layout: TableLayout;
	readonly accountId: string | null;
}

export async function findProfile(tx: Tx, signature: string): Promise<Profile | undefined> {
	const { rows } = await sql<Profile>`
		SELECT p.layout, p.account_id AS "accountId" FROM banking.profile p
		WHERE p.signature = ${signature}`.execute(tx);
	return rows[0];
}

/** Remembers how the tables of a bank are read, and which account they were about. */
export async function keepProfile(
	{ tx, association, now }: OperationContext,
	signature: string,
	layout: TableLayout,
	accountId: string | null
): Promise<void> {
	await sql`
		INSERT INTO banking.profile (association_id, id, signature, layout, account_id, used_at)
		VALUES (${association.id}, ${newId()}, ${signature}, ${JSON.stringify(layout)}, ${accountId}, ${now})
		ON CONFLICT (association_id, signature) DO UPDATE
		SET layout = excluded.layout, account_id = excluded.account_id, used_at = excluded.used_at`.execute(
		tx
	);
}
