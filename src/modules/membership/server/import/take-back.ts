import { sql } from 'kysely';
import type { Fault } from '#shared/errors.ts';
import { Refusal } from '#shared/errors.ts';
import type { OperationContext, Tx } from '#platform/server/operation.ts';
import type { Task } from '#platform/server/tasks/task.ts';
import { m } from '#i18n';
import { IMPORT_UNDONE } from '#modules/membership/domain/events.ts';
import { cancelOne } from '../cancel-payment.ts';
import type { ImportRow } from './import-row.ts';
import { lockImport } from './import-row.ts';

const SHOWN_FAULTS = 50;

export interface TakenBack {
	readonly cancelled: number;
	/** Cancelled one by one before. */
	readonly before: number;
	/** People who were added with them, and stay. */
	readonly people: number;
}

/**
 * Takes back what an import recorded; the caller holds it, and nothing rests on it.
 * @param report hears how many payments have been cancelled
 */
export async function takeBack(
	context: OperationContext,
	row: ImportRow,
	report: (payments: number) => void = () => {}
): Promise<TakenBack> {
	const { tx, now } = context;
	const { id } = row;
	await cancelPayments(context, row, report);
	const { numAffectedRows = 0n } = await sql`
		UPDATE membership.membership m SET cancelled_at = ${now}, brought_cents = 0
		WHERE m.import_id = ${id} AND m.cancelled_at IS NULL`.execute(tx);
	await sql`
		UPDATE membership.import i SET state = 'undone', undone_at = ${now} WHERE i.id = ${id}`.execute(tx);
	const counts = countsOf(row, Number(numAffectedRows));
	await context.announce(IMPORT_UNDONE, { importId: id, cancelled: counts.cancelled });
	context.about('dues-import', id, { ...counts });
	return counts;
}

export function countsOf({ totals }: ImportRow, cancelled: number): TakenBack {
	const { new: recorded = 0, people = 0 } = totals ?? {};
	return { cancelled, before: recorded - cancelled, people };
}

/** Takes back an import of many payments: all of it, or nothing and why. Its outcome is a `TakenBack`. */
export const takeBackTask: Task<{ id: string }> = {
	name: 'membership.undo-import',
	title: (locale) => m.membership_import_title({}, { locale }),
	page: ({ id }) => `membership/import/${id}`,
	permission: 'membership.enrol',
	async run(context, { id }) {
		const row = await lockImport(context.tx, id);
		await refuseUnlessFree(context, row);
		const report = (payments: number) => context.report(payments);
		return { outcome: { ...(await takeBack(context, row, report)) } };
	}
};

const RESTING = {
	payment: 'membership.import-paid-since',
	adjustment: 'membership.import-adjusted-since',
	renewal: 'membership.import-renewed-since'
} as const;

/**
 * @throws {Refusal} `membership.import-not-committed`; `import-may-not-collect` when it wrote payments;
 * `import-rested-on`, a fault for each payment, adjustment or renewal since
 */
export async function refuseUnlessFree(
	{ tx, actor }: OperationContext,
	row: ImportRow
): Promise<void> {
	if (row.state !== 'committed') {
		throw new Refusal('conflict', 'membership.import-not-committed', { fileName: row.fileName });
	}
	if (row.collectionId !== null && !actor.permissions.has('membership.collect')) {
		throw new Refusal('forbidden', 'membership.import-may-not-collect');
	}
	await refuseResting(tx, row);
}

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

/** The payments of an import that stand, in their order. */
export async function standingPayments(tx: Tx, { collectionId }: ImportRow): Promise<string[]> {
	if (collectionId === null) return [];
	const { rows } = await sql<{ id: string }>`
		SELECT y.id FROM membership.payment y
		WHERE y.collection_id = ${collectionId} AND y.cancelled_at IS NULL
		ORDER BY y.position`.execute(tx);
	return rows.map(({ id }) => id);
}

/** Each by the opposite entry. */
async function cancelPayments(
	context: OperationContext,
	row: ImportRow,
	report: (payments: number) => void
): Promise<void> {
	const { fileName } = row;
	const { locale } = context.actor;
	const reason = m.membership_import_cancel_reason({ fileName }, { locale }).slice(0, 200);
	const payments = await standingPayments(context.tx, row);
	for (const [index, id] of payments.entries()) {
		await cancelOne(context, id, reason);
		report(index + 1);
	}
}
