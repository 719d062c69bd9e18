import { sql } from 'kysely';
import { Refusal } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { BulkChange } from './bulk-change.ts';

/** Somebody of a batch: with the version that it gave them, or of a group, whether they led it. */
export interface Touched {
	readonly id: string;
	readonly version?: number;
	readonly leader?: boolean;
}

export interface Batch {
	readonly id: string;
	readonly kind: BulkChange['kind'] | 'mail';
	readonly groupId: string | null;
	readonly people: readonly Touched[];
}

/** Notes a batch; its id is given by whoever asks, so that what is sent twice is done once. */
export async function keepBatch(
	{ tx, association, actor, now }: OperationContext,
	{ id, kind, groupId, people }: Batch
): Promise<void> {
	const { rows } = await sql`
		INSERT INTO people.batch (association_id, id, kind, group_id, people, at, account_id)
		VALUES (${association.id}, ${id}, ${kind}, ${groupId}, ${JSON.stringify(people)}::jsonb, ${now},
			${actor.accountId})
		ON CONFLICT DO NOTHING RETURNING id`.execute(tx);
	if (rows.length === 0) throw new Refusal('conflict', 'people.batch-already-done');
}
