import { m } from '#i18n';
import { formatDay, type Day } from '#shared/day.ts';
import type { Locale } from '#platform/server/actor.ts';
import { defineDownload } from '#platform/server/operation.ts';
import { REPORT_MEDIA_TYPES, reportFormat, writeReport, type ReportColumn } from '../report.ts';
import { agedBalance } from './aged-balance.read.ts';

export const exportAgedBalance = defineDownload({
	name: 'accounting.export-aged-balance',
	summary:
		'Download what each third party owes, or is owed, by how late it is, as CSV, XLSX, ODS or PDF',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/aged-balance-exports' },
	mediaTypes: REPORT_MEDIA_TYPES,
	input: agedBalance.input.extend({ format: reportFormat.default('pdf') }),
	async run(context, { format, ...asked }) {
		const { locale } = context.actor;
		const { on, limits, rows, columns, totalCents } = await agedBalance.run(context, asked);
		const cellsOf = (cents: readonly number[]) =>
			Object.fromEntries(cents.map((amount, index) => [`age-${index}`, amount]));
		const side = asked.side === 'debts' ? m.accounting_party_debts : m.accounting_party_claims;
		return writeReport(
			context,
			{
				title: m.accounting_party_aged_title({ side: side({}, { locale }) }, { locale }),
				note: m.accounting_party_aged_lead({ day: formatDay(on as Day, locale) }, { locale }),
				tables: [
					{
						columns: columnsOf(limits, locale),
						rows: [
							...rows.map(({ thirdParty, columns: cents, totalCents: total }) => ({
								cells: { party: thirdParty, ...cellsOf(cents), total }
							})),
							{
								cells: {
									party: m.accounting_report_total({}, { locale }),
									...cellsOf(columns),
									total: totalCents
								},
								weight: 'total' as const
							}
						]
					}
				]
			},
			format
		);
	}
});

/** Not due yet, then each age to the next limit, then all that is later. */
function columnsOf(limits: readonly number[], locale: Locale): ReportColumn[] {
	const l = { locale };
	const ages = [
		m.accounting_party_not_due({}, l),
		...limits.slice(1).map((to, index) => {
			return m.accounting_party_days_between({ from: (limits[index] ?? 0) + 1, to }, l);
		}),
		m.accounting_party_days_over({ days: limits.at(-1) ?? 0 }, l)
	];
	return [
		{ key: 'party', label: m.accounting_ui_third_party({}, l), kind: 'text', weight: 3 },
		...ages.map((label, index): ReportColumn => ({ key: `age-${index}`, label, kind: 'money' })),
		{ key: 'total', label: m.accounting_report_total({}, l), kind: 'money' }
	];
}
