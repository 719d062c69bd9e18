import { m } from '#i18n';
import type { Day } from '#shared/day.ts';
import { defineDownload } from '#platform/server/operation.ts';
import { periodNote } from '../export-statements.ts';
import { REPORT_MEDIA_TYPES, reportFormat, writeReport } from '../report.ts';
import type { ReportColumn, ReportRow } from '../report.ts';
import { statementInput } from '../statement-fields.ts';
import { listFixedAssets } from './list-fixed-assets.read.ts';

export const exportFixedAssets = defineDownload({
	name: 'accounting.export-fixed-assets',
	summary: 'Download the register of fixed assets of a year as CSV, XLSX, ODS or PDF',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/fixed-asset-exports' },
	mediaTypes: REPORT_MEDIA_TYPES,
	input: statementInput.extend({ format: reportFormat.default('pdf') }),
	async run(context, { format, ...input }) {
		const l = { locale: context.actor.locale };
		const { year, assets, totals } = await listFixedAssets.run(context, input);
		const columns: ReportColumn[] = [
			{ key: 'account', label: m.accounting_report_column_account({}, l), kind: 'text' },
			{ key: 'label', label: m.accounting_report_column_label({}, l), kind: 'text', weight: 3 },
			{ key: 'acquired', label: m.accounting_asset_acquired({}, l), kind: 'day' },
			{ key: 'life', label: m.accounting_asset_months({}, l), kind: 'number' },
			{ key: 'cost', label: m.accounting_asset_cost({}, l), kind: 'money' },
			{ key: 'opening', label: m.accounting_report_column_opening({}, l), kind: 'money' },
			{ key: 'charge', label: m.accounting_asset_charge({}, l), kind: 'money' },
			{ key: 'closing', label: m.accounting_report_column_closing({}, l), kind: 'money' },
			{ key: 'net', label: m.accounting_report_column_net({}, l), kind: 'money' },
			{ key: 'supplier', label: m.accounting_asset_supplier({}, l), kind: 'text', filesOnly: true },
			{
				key: 'reference',
				label: m.accounting_report_column_reference({}, l),
				kind: 'text',
				filesOnly: true
			},
			{ key: 'disposed', label: m.accounting_asset_gone_on({}, l), kind: 'day', filesOnly: true }
		];
		const rows: ReportRow[] = assets.map((asset) => ({
			cells: {
				...{ account: asset.account, label: asset.label, acquired: asset.acquiredOn },
				...{ life: asset.lifeMonths, cost: asset.costCents, opening: asset.openingCents },
				...{ charge: asset.chargeCents, closing: asset.closingCents, net: asset.netCents },
				...{ supplier: asset.supplier, reference: asset.reference, disposed: asset.disposedOn }
			}
		}));
		const { costCents: cost, openingCents: opening, chargeCents: charge } = totals;
		const cells = { label: m.accounting_report_total({}, l), cost, opening, charge };
		rows.push({
			cells: { ...cells, closing: totals.closingCents, net: totals.netCents },
			weight: 'total',
			paperOnly: true
		});
		return writeReport(
			context,
			{
				title: m.accounting_asset_register_title({ year: year.code }, l),
				note: periodNote({ start: year.start as Day, end: year.end as Day }, l.locale),
				orientation: 'landscape',
				tables: [{ columns, rows }]
			},
			format
		);
	}
});
