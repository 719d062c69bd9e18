import { toFrenchDay } from '#shared/day.ts';
import { m } from '#i18n';
import type { Locale } from '#platform/server/actor.ts';
import { defineDownload } from '#platform/server/operation.ts';
import { idField } from '../fields.ts';
import { REPORT_MEDIA_TYPES, reportFormat, writeReport, type ReportColumn } from '../report.ts';
import { z } from 'zod';
import { boxLabel } from './box-label.ts';
import { loadPeriod } from './vat-period.ts';
import { requireVat } from './vat-setting.ts';

export const exportVatPeriod = defineDownload({
	name: 'accounting.export-vat-period',
	summary: 'Download the figures of a VAT return as CSV, XLSX, ODS or PDF',
	permission: 'accounting.read',
	kind: 'query',
	http: { method: 'get', path: '/accounting/vat-exports' },
	mediaTypes: REPORT_MEDIA_TYPES,
	input: z.strictObject({
		/** The next period to settle unless said. */
		returnId: idField.optional(),
		format: reportFormat.default('pdf')
	}),
	async run(context, { returnId, format }) {
		const { locale } = context.actor;
		const setting = await requireVat(context.tx);
		const { start, end, regime, figures } = await loadPeriod(context.tx, setting, returnId);
		const days = { start: toFrenchDay(start), end: toFrenchDay(end) };
		const form = regime === 'yearly' ? 'CA12 (3517-S-SD)' : 'CA3 (3310-CA3-SD)';
		return writeReport(
			context,
			{
				title: m.accounting_vat_report_title(days, { locale }),
				note: m.accounting_vat_report_note({ form }, { locale }),
				tables: [
					{
						columns: columnsOf(locale),
						rows: figures.boxes.map(({ id, line, section, baseCents, taxCents }) => ({
							cells: { line, label: boxLabel(id, locale), base: baseCents, tax: taxCents },
							...(section === 'result' && { weight: 'total' as const })
						}))
					}
				]
			},
			format
		);
	}
});

function columnsOf(locale: Locale): ReportColumn[] {
	const l = { locale };
	return [
		{ key: 'line', label: m.accounting_vat_column_line({}, l), kind: 'text', weight: 0.6 },
		{ key: 'label', label: m.accounting_vat_column_label({}, l), kind: 'text', weight: 5 },
		{ key: 'base', label: m.accounting_vat_column_base({}, l), kind: 'money', weight: 1.4 },
		{ key: 'tax', label: m.accounting_vat_column_tax({}, l), kind: 'money', weight: 1.4 }
	];
}
