import { sql } from 'kysely';
import { z } from 'zod';
import type { Fault } from '#shared/errors.ts';
import { Refusal } from '#shared/errors.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import { m } from '#i18n';
import { defineOperation } from '#platform/server/operation.ts';
import { IMPORT_UNDONE } from '#modules/membership/domain/events.ts';
import { cancelOne } from '../cancel-payment.ts';
import type { ImportRow } from './import-row.ts';
import { lockImport } from './import-row.ts';

const SHOWN_FAULTS = 50;

export const undoImport = defineOperation({
	name: 'membership.undo-import',
	summary:
		'Takes back the memberships of an import, and its payments, unless something rests on them since.',
	permission: 'membership.enrol',
	kind: 'command',
	http: { method: 'post', path: '/membership/imports/{id}/undo' },
	input: z.strictObject({ id: z.uuid() }),
	output: z.object({
		cancelled: z.int(),
		/** Cancelled one by one before. */
		before: z.int(),
		/** People who were added with them, and stay. */
		people: z.int()
	}),
	async run(context, { id }) {
		const { tx, now } = context;
		const row = await lockImport(tx, id);
		if (row.state !== 'committed') {
			throw new Refusal('conflict', 'membership.import-not-committed', { fileName: row.fileName });
		}
		await refuseResting(tx, row);
		await cancelPayments(context, row);
		const { numAffectedRows = 0n } = await sql`
			UPDATE membership.membership m SET cancelled_at = ${now}, brought_cents = 0
			WHERE m.import_id = ${id} AND m.cancelled_at IS NULL`.execute(tx);
		await sql`
			UPDATE membership.import i SET state = 'undone', undone_at = ${now} WHERE i.id = ${id}`.execute(tx);
		const cancelled = Number(numAffectedRows);
		const { new: recorded = 0, people = 0 } = row.totals ?? {};
		const counts = { cancelled, before: recorded - cancelled, people };
		await context.announce(IMPORT_UNDONE, { importId: id, cancelled });
		context.about('dues-import', id, counts);
		return counts;
	}
});

const RESTING = {
	payment: 'membership.import-paid-since',
	adjustment: 'membership.import-adjusted-since',
	renewal: 'membership.import-renewed-since'
} as const;

/** @throws {Refusal} `membership.import-rested-on`, a fault for each payment, adjustment or renewal since */
async function refuseResting(tx: Tx, { id, collectionId }: ImportRow): Promise<void> {
	await sql`SELECT FROM membership.membership m WHERE m.import_id = ${id} FOR UPDATE`.execute(tx);
	const { rows } = await sql<{ id: string; name: string; kind: keyof typeof RESTING }>`
		WITH mine AS (
			SELECT m.* FROM membership.membership m
			WHERE m.import_id = ${id} AND m.cancelled_at IS NULL
		), resting AS (
			SELECT x.id, x.person_id, 'payment' AS kind FROM mine x
			JOIN membership.payment_share s ON s.association_id = x.association_id AND s.membership_id = x.id
			JOIN membership.payment y ON y.association_id = s.association_id AND y.id = s.payment_id
			WHERE y.cancelled_at IS NULL AND y.collection_id IS DISTINCT FROM ${collectionId}::uuid
			UNION
			SELECT x.id, x.person_id, 'adjustment' FROM mine x
			JOIN membership.adjustment a ON a.association_id = x.association_id AND a.membership_id = x.id
			WHERE a.cancelled_at IS NULL
			UNION
			SELECT x.id, x.person_id, 'renewal' FROM mine x
			JOIN membership.membership r ON r.association_id = x.association_id
				AND r.person_id = x.person_id AND r.fee_id = x.fee_id
			WHERE r.renewal_id IS NOT NULL AND r.cancelled_at IS NULL AND r.starts_on > x.starts_on
				AND r.created_at >= x.created_at
		)
		SELECT r.id, r.kind, p.display_name AS name FROM resting r
		JOIN people.person_summary p ON p.id = r.person_id ORDER BY name, r.id`.execute(tx);
	const [first] = rows;
	if (!first) return;
	const faults = rows.slice(0, SHOWN_FAULTS).map(({ id: membershipId, name, kind }): Fault => {
		return { path: `membership ${membershipId}`, code: RESTING[kind], parameters: { name } };
	});
	const parameters = { count: rows.length, name: first.name };
	throw new Refusal('conflict', 'membership.import-rested-on', parameters, faults);
}

/** The payments that the import wrote into the accounts, by the opposite entries. */
async function cancelPayments(
	context: OperationContext,
	{ collectionId, fileName }: ImportRow
): Promise<void> {
	if (collectionId === null) return;
	const { tx, actor } = context;
	if (!actor.permissions.has('membership.collect')) {
		throw new Refusal('forbidden', 'membership.import-may-not-collect');
	}
	const { rows } = await sql<{ id: string }>`
		SELECT y.id FROM membership.payment y
		WHERE y.collection_id = ${collectionId} AND y.cancelled_at IS NULL
		ORDER BY y.position`.execute(tx);
	const reason = m.membership_import_cancel_reason({ fileName }, { locale: actor.locale });
	for (const { id } of rows) await cancelOne(context, id, reason.slice(0, 200));
}
