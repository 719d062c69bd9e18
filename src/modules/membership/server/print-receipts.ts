import { sql } from 'kysely';
import { z } from 'zod';
import { Refusal, refuseField } from '#shared/errors.ts';
import { m } from '#i18n';
import { defineDownload, type OperationContext } from '#platform/server/operation.ts';
import type { PrintedBlock } from '#platform/server/pdf/document.ts';
import { PDF_MEDIA_TYPE, printDocument } from '#platform/server/pdf/print.ts';
import { selection, selectionOf } from '#modules/people/server/index.ts';
import { dayField } from './fields.ts';
import { PAYMENT_LINES, type PaymentLine } from './payments.sql.ts';
import { paymentReceipt } from './receipt-blocks.ts';

/** What one file may hold. */
const MOST = 10_000;

export const printReceipts = defineDownload({
	name: 'membership.print-receipts',
	summary:
		'Writes the receipts of a selection of people, or of a collection, as one PDF, a page each; cancelled payments are left out.',
	permission: 'membership.read',
	kind: 'query',
	http: { method: 'post', path: '/membership/receipt-prints' },
	input: z.strictObject({
		/** Whose payments; or those of one collection. */
		selection: selection.optional(),
		collectionId: z.uuid().optional(),
		/** Payments from a day to a day, both included. */
		from: dayField.optional(),
		to: dayField.optional()
	}),
	mediaTypes: [PDF_MEDIA_TYPE],
	/** @throws {Refusal} `membership.receipts-of-whom`, `receipts-none`, `receipts-too-many` */
	async run(context, input) {
		const { actor, association, today } = context;
		const payments = await paymentsOf(context, input);
		const { locale } = actor;
		return printDocument({
			title: m.membership_receipts_title({ count: payments.length }, { locale }),
			association: association.name,
			date: today,
			locale,
			apart: true,
			blocks: receipts(context, payments)
		});
	}
});

/** How many people there are receipts for. @throws {Refusal} as `printReceipts` does */
export async function peopleWithReceipts(context: OperationContext, asked: Asked): Promise<number> {
	const payments = await paymentsOf(context, asked);
	return new Set(payments.map(({ personId }) => personId)).size;
}

interface Asked {
	readonly selection?: z.output<typeof selection> | undefined;
	readonly collectionId?: string | undefined;
	readonly from?: string | undefined;
	readonly to?: string | undefined;
}

async function paymentsOf(
	context: OperationContext,
	{ selection: selected, collectionId, from, to }: Asked
): Promise<PaymentLine[]> {
	if (!selected && !collectionId) throw refuseField('selection', 'membership.receipts-of-whom');
	const people = selected ? await selectionOf(context, selected) : undefined;
	const { rows } = await sql<PaymentLine>`
		${PAYMENT_LINES}
		WHERE y.cancelled_at IS NULL
			AND ${people ? sql`y.person_id = ANY(${[...people]}::uuid[])` : sql`true`}
			AND ${collectionId ? sql`y.collection_id = ${collectionId}` : sql`true`}
			AND ${from ? sql`y.paid_on >= ${from}` : sql`true`}
			AND ${to ? sql`y.paid_on <= ${to}` : sql`true`}
		ORDER BY p.display_name, y.person_id, y.paid_on, y.id LIMIT ${MOST + 1}`.execute(context.tx);
	if (rows.length === 0) throw new Refusal('conflict', 'membership.receipts-none');
	if (rows.length > MOST) {
		throw new Refusal('conflict', 'membership.receipts-too-many', { most: MOST });
	}
	return rows;
}

/** One page each. */
function* receipts(
	{ actor: { locale }, report }: OperationContext,
	payments: readonly PaymentLine[]
): Generator<PrintedBlock> {
	let people = 0;
	for (const [index, payment] of payments.entries()) {
		if (payments[index - 1]?.personId !== payment.personId) report?.((people += 1));
		if (index > 0) yield { kind: 'new-page' };
		const { title, blocks } = paymentReceipt(payment, locale);
		yield { kind: 'heading', text: title };
		yield* blocks;
	}
}
