import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal } from '#shared/errors.ts';
import { defineOperation } from '#platform/server/operation.ts';
import { lockImport } from './import-row.ts';

export const undoImport = defineOperation({
	name: 'banking.undo-import',
	summary: 'Take the lines of an import out again, as long as none of them is reconciled',
	permission: 'banking.write',
	kind: 'command',
	http: { method: 'post', path: '/banking/imports/{id}/undo' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({ removed: z.int() }),
	async run(context, { id }) {
		const { tx } = context;
		const { state, fileName } = await lockImport(tx, id);
		if (state !== 'kept') throw new Refusal('conflict', 'banking.import-not-kept', { fileName });
		const { rows } = await sql<{ count: number }>`
			SELECT count(*) AS count FROM banking.line l
			JOIN banking.statement s ON s.association_id = l.association_id AND s.id = l.statement_id
			WHERE s.import_id = ${id} AND l.reconciliation_id IS NOT NULL`.execute(tx);
		const count = rows[0]?.count ?? 0;
		if (count > 0) throw new Refusal('conflict', 'banking.import-reconciled', { fileName, count });
		const removed = await sql`
			DELETE FROM banking.line l USING banking.statement s
			WHERE s.association_id = l.association_id AND s.id = l.statement_id AND s.import_id = ${id}`.execute(
			tx
		);
		await sql`DELETE FROM banking.statement s WHERE s.import_id = ${id}`.execute(tx);
		await sql`
			UPDATE banking.import i SET state = 'undone', undone_at = ${context.now} WHERE i.id = ${id}`.execute(
			tx
		);
		const counts = { removed: Number(removed.numAffectedRows ?? 0) };
		context.about('bank-import', id, counts);
		return counts;
	}
});
