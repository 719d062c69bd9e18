import { z } from 'zod';
import { formatDay } from '#shared/day.ts';
import { m } from '#i18n';
import type { Locale } from '#platform/server/actor.ts';
import { defineDownload } from '#platform/server/operation.ts';
import { REPORT_MEDIA_TYPES, reportFormat, writeReport } from '#modules/accounting/server/index.ts';
import type { ReportRow } from '#modules/accounting/server/index.ts';
import { formatIban } from '#modules/banking/domain/bank-account.ts';
import { requireBankAccount } from '../bank-accounts.ts';
import { accountField, dayField } from '../fields.ts';
import { statementOn } from './statement-on.ts';
import type { Outstanding, ReconciliationStatement } from './statement-on.ts';

export const exportReconciliation = defineDownload({
	name: 'banking.export-reconciliation',
	summary: 'Write the reconciliation statement of an account on a day as PDF, CSV, XLSX or ODS',
	permission: 'banking.read',
	kind: 'query',
	http: { method: 'get', path: '/banking/accounts/{account}/reconciliation/file' },
	mediaTypes: REPORT_MEDIA_TYPES,
	input: z.strictObject({
		account: accountField,
		on: dayField.optional(),
		format: reportFormat.default('pdf')
	}),
	async run(context, { account: ref, on = context.today, format }) {
		const { locale } = context.actor;
		const account = await requireBankAccount(context, ref);
		const statement = await statementOn(context.tx, account, on);
		const l = { locale };
		const number = account.iban ? `, ${formatIban(account.iban)}` : '';
		return writeReport(
			context,
			{
				title: m.banking_statement_title({ day: formatDay(on, locale) }, l),
				note: `${account.code} ${account.name}${number}`,
				tables: [
					{
						columns: [
							{ key: 'day', label: m.banking_column_day({}, l), kind: 'day' },
							{ key: 'number', label: m.banking_column_entry({}, l), kind: 'text', weight: 1.3 },
							{ key: 'label', label: m.banking_column_label({}, l), kind: 'text', weight: 4 },
							{ key: 'amount', label: m.banking_amount({}, l), kind: 'money', weight: 1.3 }
						],
						rows: rowsOf(statement, locale)
					}
				]
			},
			format
		);
	}
});

function* rowsOf(statement: ReconciliationStatement, locale: Locale): Generator<ReportRow> {
	const l = { locale };
	const total = (label: string, amount: number | null): ReportRow => ({
		cells: { label, amount },
		weight: 'total'
	});
	yield total(m.banking_in_books({}, l), statement.bookCents);
	yield { cells: { label: m.banking_books_only({}, l) }, weight: 'group' };
	for (const item of statement.inBooksOnly) yield itemRow(item, -item.cents);
	yield { cells: { label: m.banking_bank_only({}, l) }, weight: 'group' };
	for (const item of statement.atBankOnly) yield itemRow(item, item.cents);
	yield total(m.banking_expected({}, l), statement.expectedCents);
	if (statement.bankCents === null) return;
	yield total(m.banking_at_bank({}, l), statement.bankCents);
	yield total(m.banking_difference({}, l), statement.gapCents);
}

function itemRow({ day, number, label }: Outstanding, amount: number): ReportRow {
	return { cells: { day, number, label, amount } };
}
