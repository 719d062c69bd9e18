import { z } from 'zod';
import { formatDay } from '#shared/day.ts';
import { m } from '#i18n';
import type { Locale } from '#platform/server/actor.ts';
import { defineDownload } from '#platform/server/operation.ts';
import { REPORT_MEDIA_TYPES, reportFormat, writeReport } from '#modules/accounting/server/index.ts';
import type { ReportRow } from '#modules/accounting/server/index.ts';
import { formatIban } from '#modules/banking/domain/bank-account.ts';
import { depositById } from './deposits.read.ts';
import type { DepositedCheque } from './deposits.read.ts';

export const printDeposit = defineDownload({
	name: 'banking.print-deposit',
	summary: 'Write the slip of a cheque deposit as PDF, CSV, XLSX or ODS',
	permission: 'banking.read',
	kind: 'query',
	http: { method: 'get', path: '/banking/deposits/{id}/slip' },
	mediaTypes: REPORT_MEDIA_TYPES,
	input: z.strictObject({ id: z.uuid(), format: reportFormat.default('pdf') }),
	async run(context, { id, format }) {
		const { locale } = context.actor;
		const deposit = await depositById(context.tx, id);
		const { number, day, accountName, iban, bic, cheques, totalCents } = deposit;
		const l = { locale };
		const bank = [accountName, iban && formatIban(iban), bic].filter(Boolean).join(', ');
		return writeReport(
			context,
			{
				title: m.banking_slip_title({ number }, l),
				note: m.banking_slip_note({ bank, day: formatDay(day, locale), count: cheques.length }, l),
				tables: [
					{
						columns: [
							{ key: 'rank', label: m.banking_slip_rank({}, l), kind: 'number', weight: 0.5 },
							{ key: 'who', label: m.banking_slip_drawer({}, l), kind: 'text', weight: 3 },
							{ key: 'reference', label: m.banking_slip_number({}, l), kind: 'text', weight: 1.4 },
							{ key: 'day', label: m.banking_slip_received({}, l), kind: 'day' },
							{ key: 'amount', label: m.banking_amount({}, l), kind: 'money', weight: 1.2 }
						],
						rows: rowsOf(cheques, totalCents, locale)
					}
				]
			},
			format
		);
	}
});

function* rowsOf(
	cheques: readonly DepositedCheque[],
	total: number,
	locale: Locale
): Generator<ReportRow> {
	for (const [index, { thirdParty, label, reference, day, cents }] of cheques.entries()) {
		yield { cells: { rank: index + 1, who: thirdParty ?? label, reference, day, amount: cents } };
	}
	yield {
		cells: { who: m.banking_slip_total({}, { locale }), amount: total },
		weight: 'total',
		paperOnly: true
	};
}
