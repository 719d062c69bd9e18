import { formatDay } from '#shared/day.ts';
import { formatCents } from '#shared/money.ts';
import { m } from '#i18n';
import type { Locale } from '#platform/server/actor.ts';
import type { PrintedBlock } from '#platform/server/pdf/document.ts';
import { nameWithSeason } from '../domain/validity.ts';
import { byMeansIn } from './means-words.ts';
import type { PaymentLine } from './payments.sql.ts';

/** What the receipt of a payment says: who paid what for whom, when and how. It is no tax receipt. */
export function paymentReceipt(
	payment: PaymentLine,
	locale: Locale
): { readonly title: string; readonly blocks: PrintedBlock[] } {
	const words = { locale } as const;
	const lines = payment.memberships.map(
		({ feeName, season, tariffLabel, personName, amountCents }) => ({
			cells: [
				personName,
				`${nameWithSeason(feeName, season)}, ${tariffLabel}`,
				formatCents(amountCents, locale)
			]
		})
	);
	const gift = payment.giftCents > 0 && {
		cells: [
			payment.personName,
			m.membership_receipt_gift({}, words),
			formatCents(payment.giftCents, locale)
		]
	};
	const sentence = m.membership_receipt_sentence(
		{
			name: payment.personName,
			amount: formatCents(payment.amountCents, locale),
			day: formatDay(payment.date, locale),
			means: byMeansIn(payment.means, locale)
		},
		words
	);
	const total = formatCents(payment.amountCents, locale);
	const blocks: PrintedBlock[] = [
		...(payment.cancelled ? [paragraph(m.membership_receipt_cancelled({}, words))] : []),
		paragraph(sentence),
		tableOf([...lines, ...(gift ? [gift] : [])], total, locale),
		...(payment.reference
			? [paragraph(m.membership_receipt_reference({ reference: payment.reference }, words))]
			: []),
		paragraph(m.membership_receipt_entry({ number: payment.entryNumber }, words)),
		paragraph(m.membership_receipt_not_fiscal({}, words))
	];
	const title = m.membership_receipt_title({ number: payment.entryNumber }, words);
	return { title, blocks };
}

export const paragraph = (text: string): PrintedBlock => ({ kind: 'paragraph', text });

/** What was paid or given back, and its total. */
export function tableOf(
	rows: { cells: string[] }[],
	total: string,
	locale: 'fr' | 'en'
): PrintedBlock {
	return {
		kind: 'table',
		columns: [
			{ label: m.membership_column_person({}, { locale }), weight: 2 },
			{ label: m.membership_column_fee({}, { locale }), weight: 3 },
			{ label: m.membership_column_due({}, { locale }), align: 'end' }
		],
		rows: [
			...rows,
			{ cells: [m.membership_receipt_total({}, { locale }), '', total], weight: 'total' }
		]
	};
}
