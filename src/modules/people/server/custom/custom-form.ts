import type { Locale } from '#platform/server/actor.ts';
import { keepFile } from '#platform/server/keep-file.ts';
import type { Caller } from '#platform/server/perform.ts';
import type { CustomField } from '#modules/people/domain/custom/custom-field.ts';
import { customLabel } from '#modules/people/domain/custom/custom-field.ts';
import { plainCustom } from '#modules/people/domain/custom/custom-text.ts';
import { yesNo } from './shown-custom.ts';

/** A field of the association’s own as a form draws it. */
export interface CustomInput {
	/** `custom.<key>`. */
	readonly name: string;
	readonly kind: CustomField['kind'];
	readonly label: string;
	readonly help: string;
	readonly required: boolean;
	readonly options: readonly { value: string; label: string }[];
	/** What the field holds, as it would be typed; of several answers, their keys one a line. */
	readonly value: string;
}

interface Shown {
	readonly key: string;
	readonly text: string;
	readonly value: string | null;
}

/** The fields of a form, filled in with what a person has, in the reader’s language. */
export function customInputs(
	fields: readonly CustomField[],
	person: readonly Shown[],
	locale: Locale
): CustomInput[] {
	const known = new Map(person.map((shown) => [shown.key, shown]));
	return fields
		.filter(({ kind }) => kind !== 'computed')
		.map((field) => ({
			name: `custom.${field.key}`,
			kind: field.kind,
			label: customLabel(field, locale),
			help: (locale === 'en' && field.helpEn) || field.helpFr,
			required: field.required,
			options: field.options.map((option) => {
				return { value: option.key, label: customLabel(option, locale) };
			}),
			value: typedAgain(field, known.get(field.key), locale)
		}));
}

function typedAgain(field: CustomField, shown: Shown | undefined, locale: Locale): string {
	const value = shown?.value;
	if (!shown || !value) return '';
	const { kind } = field;
	if (kind === 'person' || kind === 'file') return shown.text;
	const isKey = kind === 'choice' || kind === 'choices' || kind === 'yes-no' || kind === 'date';
	return isKey ? value : plainCustom(field, value, locale, yesNo(locale));
}

/**
 * What a form says of the association’s own fields. A chosen file is kept at once; without one the field
 * stays as it is, unless its box « remove » is ticked.
 * @throws {Refusal} `platform.file-too-large`
 */
export async function typedCustom(
	caller: Caller,
	form: FormData,
	fields: readonly CustomField[]
): Promise<Record<string, string | null>> {
	const typed: Record<string, string | null> = {};
	for (const { key, kind } of fields) {
		if (kind === 'computed') continue;
		const name = `custom.${key}`;
		if (kind === 'file') {
			const file = form.get(name);
			if (form.has(`${name}.remove`)) typed[key] = null;
			else if (file instanceof File && file.size > 0) {
				const content = new Uint8Array(await file.arrayBuffer());
				const kept = await keepFile(caller, { name: file.name, mediaType: file.type, content });
				typed[key] = kept.id;
			}
			continue;
		}
		const values = form.getAll(name).filter((value) => typeof value === 'string');
		typed[key] = values.map((value) => value.replace(/\r\n/g, '\n')).join('\n');
	}
	return typed;
}
