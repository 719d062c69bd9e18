import { m } from '#i18n';

const LABELS: Readonly<Record<string, () => string>> = {
	'associations-1999': m.accounting_chart_associations_1999,
	'associations-2018': m.accounting_chart_associations_2018,
	'associations-2025': m.accounting_chart_associations_2025,
	'pcg-2026': m.accounting_chart_pcg_2026
};

/** The name of a chart of accounts, in the reader's language. */
export function chartLabel(version: string): string {
	return LABELS[version]?.() ?? version;
}
