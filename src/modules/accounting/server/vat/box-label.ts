import { m } from '#i18n';
import type { Locale } from '#platform/server/actor.ts';
import { formatPercent } from '#modules/accounting/domain/vat/percent.ts';
import { importedRateOf, rateOf } from '#modules/accounting/domain/vat/rates.ts';
import { messageOf } from '../words.ts';

/** The words of a line of a return, those of the form; of a rate, its percentage and where it holds. */
export function boxLabel(id: string, locale: Locale): string {
	const imported = importedRateOf(id);
	if (imported) {
		const percent = formatPercent(imported.basisPoints, locale);
		return m.accounting_vat_box_import({ percent }, { locale });
	}
	const rate = rateOf(id);
	if (!rate) return messageOf(`accounting_vat_box_${id.replaceAll('-', '_')}`, locale);
	const percent = formatPercent(rate.basisPoints, locale);
	if (rate.until) return m.accounting_vat_box_old_rate({ percent }, { locale });
	if (rate.territories.includes('mainland')) {
		return m.accounting_vat_box_rate({ percent }, { locale });
	}
	return rate.territories.includes('corsica')
		? m.accounting_vat_box_rate_corsica({ percent }, { locale })
		: m.accounting_vat_box_rate_overseas({ percent }, { locale });
}
