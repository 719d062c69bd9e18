import { m } from '#i18n';
import type { DuesTarget } from '#modules/membership/domain/import/target.ts';

type Message = (inputs: Record<string, never>, options: { locale: 'fr' | 'en' }) => string;

const LABELS: Readonly<Record<DuesTarget, Message>> = {
	number: m.membership_target_number,
	lastName: m.membership_target_last_name,
	firstName: m.membership_target_first_name,
	displayName: m.membership_target_display_name,
	name: m.membership_target_name,
	organisation: m.membership_target_organisation,
	email: m.membership_target_email,
	fee: m.membership_target_fee,
	tariff: m.membership_target_tariff,
	startsOn: m.membership_target_starts_on,
	endsOn: m.membership_target_ends_on,
	due: m.membership_target_due,
	discount: m.membership_target_discount,
	paid: m.membership_target_paid,
	paidOn: m.membership_target_paid_on,
	means: m.membership_target_means,
	reference: m.membership_target_reference,
	orderState: m.membership_target_order_state,
	ignore: m.membership_target_ignore
};

/** What a column of a file holds, as people choose it and as our own files call it. */
export function targetLabel(target: DuesTarget, locale: 'fr' | 'en'): string {
	return LABELS[target]({}, { locale });
}
