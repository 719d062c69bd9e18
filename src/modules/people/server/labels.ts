import { m } from '#i18n';
import { fold } from '#shared/text.ts';
import type { FieldName } from '../domain/fields.ts';
import { FIELD_NAMES } from '../domain/fields.ts';
import type { CustomField } from '../domain/custom/custom-field.ts';
import { customLabel } from '../domain/custom/custom-field.ts';
import type { ImportTarget } from '../domain/import/target.ts';
import { isImportable } from '../domain/import/target.ts';
import type { PersonKind } from '../domain/person.ts';

type Message = (inputs: Record<string, never>, options: { locale: 'fr' | 'en' }) => string;

const FIELDS: Readonly<Record<FieldName | 'archived' | 'groups' | 'photo', Message>> = {
	kind: m.people_field_kind,
	number: m.people_field_number,
	honorific: m.people_field_honorific,
	firstName: m.people_field_first_name,
	lastName: m.people_field_last_name,
	organisationName: m.people_field_organisation_name,
	displayName: m.people_field_display_name,
	email: m.people_field_email,
	phone: m.people_field_phone,
	otherEmails: m.people_field_other_emails,
	otherPhones: m.people_field_other_phones,
	address: m.people_field_address,
	postcode: m.people_field_postcode,
	city: m.people_field_city,
	country: m.people_field_country,
	birthDate: m.people_field_birth_date,
	joinedOn: m.people_field_joined_on,
	newsletter: m.people_field_newsletter,
	category: m.people_field_category,
	language: m.people_field_language,
	notes: m.people_field_notes,
	emergencyContact: m.people_field_emergency_contact,
	restrictedNotes: m.people_field_restricted_notes,
	groups: m.people_person_section_groups,
	archived: m.people_field_archived,
	photo: m.people_field_photo
};

const TARGETS: Readonly<Partial<Record<ImportTarget, Message>>> = {
	fullNameLastFirst: m.people_target_full_name_last_first,
	fullNameFirstLast: m.people_target_full_name_first_last,
	orderedOn: m.people_target_ordered_on,
	payerEmail: m.people_target_payer_email,
	payerFirstName: m.people_target_payer_first_name,
	payerLastName: m.people_target_payer_last_name,
	keep: m.people_target_keep,
	ignore: m.people_target_ignore
};

/** The name of a field as people read it; an imported column (`extra.Tarif`) has its own. */
export function fieldLabel(field: string, locale: 'fr' | 'en'): string {
	const message = FIELDS[field as FieldName] as Message | undefined;
	return message?.({}, { locale }) ?? field.replace(/^(?:extra|custom)\./, '');
}

/** What a column of a file is, as people choose it. */
export function targetLabel(target: ImportTarget, locale: 'fr' | 'en'): string {
	return TARGETS[target]?.({}, { locale }) ?? fieldLabel(target, locale);
}

export function kindLabel(kind: PersonKind, locale: 'fr' | 'en'): string {
	return kind === 'legal'
		? m.people_kind_legal({}, { locale })
		: m.people_kind_natural({}, { locale });
}

/** The same, with the association’s own fields. */
export function importHeaders(fields: readonly CustomField[]): ReadonlyMap<string, ImportTarget> {
	const custom = fields.flatMap(({ key, kind, labelFr, labelEn }) =>
		[labelFr, labelEn]
			.filter((label) => label !== '')
			.map((label): [string, ImportTarget] => [
				fold(label),
				isImportable({ kind }) ? `custom.${key}` : 'ignore'
			])
			.concat([[`custom.${key}`, `custom.${key}`]])
	);
	return new Map([...custom, ...headersOfFields()]);
}

/** The association’s own fields that a column may fill in, as people choose them. */
export function customTargetLabels(fields: readonly CustomField[], locale: 'fr' | 'en') {
	return fields.filter(isImportable).map((field) => {
		return { value: `custom.${field.key}`, label: customLabel(field, locale) };
	});
}

let ownHeaders: ReadonlyMap<string, ImportTarget> | undefined;

/** What our own files call each field, folded: its label in both languages, its name in the API. */
export function headersOfFields(): ReadonlyMap<string, ImportTarget> {
	return (ownHeaders ??= new Map(
		[...FIELD_NAMES, 'groups' as const].flatMap((field) =>
			[field, fieldLabel(field, 'fr'), fieldLabel(field, 'en')].map(
				(label): [string, ImportTarget] => [fold(label), field]
			)
		)
	));
}
