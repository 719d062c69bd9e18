import { m } from '#i18n';
import type { PaymentMeans } from '../domain/means.ts';

const MEANS: Readonly<Record<PaymentMeans, typeof m.membership_by_cheque>> = {
	cheque: m.membership_by_cheque,
	transfer: m.membership_by_transfer,
	cash: m.membership_by_cash,
	card: m.membership_by_card
};

/** « par chèque », « en espèces », in the language of the reader. */
export function byMeansIn(means: PaymentMeans, locale: 'fr' | 'en'): string {
	return MEANS[means]({}, { locale });
}
