import type { Day } from '#shared/day.ts';
import { m } from '#i18n';
import type { Locale } from '#platform/server/actor.ts';
import { defineDownload } from '#platform/server/operation.ts';
import { periodNote } from './export-statements.ts';
import { chosenYear } from './fiscal-years.ts';
import { REPORT_MEDIA_TYPES, reportFormat, writeReport } from './report.ts';
import type { ReportColumn, ReportRow } from './report.ts';
import { trialBalance } from './trial-balance.read.ts';

export const exportTrialBalance = defineDownload({
	name: 'accounting.export-trial-balance',
	summary: 'Download the trial balance of a year as CSV, XLSX, ODS or PDF',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/trial-balance-exports' },
	mediaTypes: REPORT_MEDIA_TYPES,
	input: trialBalance.input.extend({ format: reportFormat.default('csv') }),
	async run(context, { format, ...input }) {
		const year = await chosenYear(context, input.fiscalYearId);
		const { locale } = context.actor;
		const balance = await trialBalance.run(context, { ...input, fiscalYearId: year.id });
		return writeReport(
			context,
			{
				title: m.accounting_report_title_trial_balance({ year: year.code }, { locale }),
				note: periodNote({ start: balance.from as Day, end: balance.to as Day }, locale),
				tables: [{ columns: columnsIn(locale, input.auxiliary), rows: rowsOf(balance, locale) }]
			},
			format
		);
	}
});

function columnsIn(locale: Locale, auxiliary = false): ReportColumn[] {
	const l = { locale };
	return [
		{ key: 'account', label: m.accounting_report_column_account({}, l), kind: 'text' },
		...(auxiliary
			? [
					{
						key: 'party',
						label: m.accounting_report_column_third_party({}, l),
						kind: 'text' as const
					}
				]
			: []),
		{
			key: 'label',
			label: m.accounting_report_column_account_label({}, l),
			kind: 'text',
			weight: 3
		},
		{ key: 'opening', label: m.accounting_report_column_opening({}, l), kind: 'money' },
		{ key: 'debit', label: m.accounting_report_column_debit({}, l), kind: 'money' },
		{ key: 'credit', label: m.accounting_report_column_credit({}, l), kind: 'money' },
		{ key: 'closing', label: m.accounting_report_column_closing({}, l), kind: 'money' }
	];
}

type TrialBalance = Awaited<ReturnType<typeof trialBalance.run>>;

function* rowsOf(balance: TrialBalance, locale: Locale): Generator<ReportRow> {
	for (const each of balance.accounts) {
		yield {
			cells: {
				account: each.code,
				label: each.label,
				opening: each.openingCents,
				debit: each.debitCents,
				credit: each.creditCents,
				closing: each.closingCents
			}
		};
		for (const party of each.thirdParties ?? []) {
			yield {
				cells: {
					account: each.code,
					party: party.code,
					label: party.label,
					opening: party.openingCents,
					debit: party.debitCents,
					credit: party.creditCents,
					closing: party.closingCents
				}
			};
		}
	}
	const { totalDebitCents: debit, totalCreditCents: credit } = balance;
	const label = m.accounting_report_total({}, { locale });
	yield { cells: { label, debit, credit }, weight: 'total', paperOnly: true };
}
