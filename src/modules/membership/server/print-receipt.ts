import { sql } from 'kysely';
import { z } from 'zod';
import { formatDay, type Day } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import { formatCents } from '#shared/money.ts';
import { m } from '#i18n';
import { defineDownload, type OperationContext } from '#platform/server/operation.ts';
import type { PrintedBlock } from '#platform/server/pdf/document.ts';
import { PDF_MEDIA_TYPE, printDocument } from '#platform/server/pdf/print.ts';
import { isOwn } from '#modules/people/server/index.ts';
import { nameWithSeason } from '../domain/validity.ts';
import { byMeansIn } from './means-words.ts';
import { PAYMENT_LINES, type PaymentLine } from './payments.sql.ts';
import { paragraph, paymentReceipt, tableOf } from './receipt-blocks.ts';

export const printReceipt = defineDownload({
	name: 'membership.print-receipt',
	summary:
		'Writes the receipt of a payment, or the credit note of a refund, as a PDF; members have their own only. It is no tax receipt.',
	permission: 'membership.self',
	kind: 'query',
	http: { method: 'get', path: '/membership/receipts/{id}' },
	/** Of a payment, or of a refund. */
	input: z.strictObject({ id: z.uuid() }),
	mediaTypes: [PDF_MEDIA_TYPE],
	async run(context, { id }) {
		const receipt = (await ofPayment(context, id)) ?? (await ofRefund(context, id));
		const { actor, association } = context;
		if (!receipt || !(await mayRead(context, receipt.people))) {
			throw new Refusal('not-found', 'membership.payment-not-found');
		}
		return printDocument({ ...receipt, association: association.name, locale: actor.locale });
	}
});

interface Receipt {
	readonly title: string;
	readonly date: Day;
	readonly blocks: PrintedBlock[];
	/** Whose it is: the payer, and those it pays for. */
	readonly people: readonly string[];
}

async function mayRead(context: OperationContext, people: readonly string[]): Promise<boolean> {
	if (context.actor.permissions.has('membership.read')) return true;
	for (const id of new Set(people)) if (await isOwn(context, id)) return true;
	return false;
}

async function ofPayment(
	{ tx, actor: { locale } }: OperationContext,
	id: string
): Promise<Receipt | undefined> {
	const { rows } = await sql<PaymentLine & { members: string[] }>`
		SELECT l.*, array(
			SELECT m.person_id FROM membership.payment_share s
			JOIN membership.membership m ON m.association_id = s.association_id AND m.id = s.membership_id
			WHERE s.payment_id = l.id) AS members
		FROM (${PAYMENT_LINES} WHERE y.id = ${id}) l`.execute(tx);
	const [payment] = rows;
	if (!payment) return undefined;
	const { title, blocks } = paymentReceipt(payment, locale);
	return { title, date: payment.date, blocks, people: [payment.personId, ...payment.members] };
}

interface RefundRow {
	readonly personId: string;
	readonly personName: string;
	readonly feeName: string;
	readonly season: string | null;
	readonly amountCents: number;
	readonly reason: string;
	readonly date: Day;
	readonly means: PaymentLine['means'];
	readonly entryNumber: string;
	readonly cancelled: boolean;
}

async function ofRefund(
	{ tx, actor: { locale } }: OperationContext,
	id: string
): Promise<Receipt | undefined> {
	const { rows } = await sql<RefundRow>`
		SELECT m.person_id AS "personId", p.display_name AS "personName", f.name AS "feeName", m.season,
			a.amount_cents AS "amountCents", a.reason, a.given_on AS date, a.means,
			a.entry_number AS "entryNumber", a.cancelled_at IS NOT NULL AS cancelled
		FROM membership.adjustment a
		JOIN membership.membership m ON m.association_id = a.association_id AND m.id = a.membership_id
		JOIN membership.fee f ON f.association_id = m.association_id AND f.id = m.fee_id
		JOIN people.person_summary p ON p.association_id = m.association_id AND p.id = m.person_id
		WHERE a.id = ${id} AND a.kind = 'refund'`.execute(tx);
	const [refund] = rows;
	if (!refund) return undefined;
	const words = { locale } as const;
	const amount = formatCents(refund.amountCents, locale);
	const fee = nameWithSeason(refund.feeName, refund.season);
	const means = byMeansIn(refund.means, locale);
	const day = formatDay(refund.date, locale);
	const { personName: name, reason, entryNumber: number } = refund;
	const blocks: PrintedBlock[] = [
		...(refund.cancelled ? [paragraph(m.membership_receipt_cancelled({}, words))] : []),
		paragraph(m.membership_credit_note_sentence({ name, amount, day, means }, words)),
		tableOf([{ cells: [name, fee, amount] }], amount, locale),
		paragraph(m.membership_credit_note_reason({ reason }, words)),
		paragraph(m.membership_receipt_entry({ number }, words))
	];
	const title = m.membership_credit_note_title({ number }, words);
	return { title, date: refund.date, blocks, people: [refund.personId] };
}
