import { m } from '#i18n';
import type { CustomKind } from '#modules/people/index.ts';

/** What each kind of field is called. */
export const KIND_LABELS: Readonly<Record<CustomKind, () => string>> = {
	text: m.people_kind_of_field_text,
	'long-text': m.people_kind_of_field_long_text,
	number: m.people_kind_of_field_number,
	money: m.people_kind_of_field_money,
	date: m.people_kind_of_field_date,
	'month-day': m.people_kind_of_field_month_day,
	'yes-no': m.people_kind_of_field_yes_no,
	choice: m.people_kind_of_field_choice,
	choices: m.people_kind_of_field_choices,
	email: m.people_kind_of_field_email,
	phone: m.people_kind_of_field_phone,
	url: m.people_kind_of_field_url,
	address: m.people_kind_of_field_address,
	country: m.people_kind_of_field_country,
	file: m.people_kind_of_field_file,
	person: m.people_kind_of_field_person,
	computed: m.people_kind_of_field_computed
};
