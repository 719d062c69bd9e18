import { fold } from '#shared/text.ts';

/** What a letter may say of whom it is for, with the names that people write between braces. */
export const MERGE_FIELDS = [
	{ key: 'honorific', fr: 'civilité', en: 'title' },
	{ key: 'shortHonorific', fr: 'civilité abrégée', en: 'short title' },
	{ key: 'firstName', fr: 'prénom', en: 'first name' },
	{ key: 'lastName', fr: 'nom', en: 'last name' },
	{ key: 'name', fr: 'nom complet', en: 'full name' },
	{ key: 'number', fr: 'numéro', en: 'number' },
	{ key: 'category', fr: 'catégorie', en: 'category' },
	{ key: 'email', fr: 'courriel', en: 'email' },
	{ key: 'phone', fr: 'téléphone', en: 'phone' },
	{ key: 'address', fr: 'adresse', en: 'address' },
	{ key: 'postcode', fr: 'code postal', en: 'postcode' },
	{ key: 'city', fr: 'ville', en: 'city' },
	{ key: 'birthDate', fr: 'date de naissance', en: 'birth date' },
	{ key: 'joinedOn', fr: 'date d’adhésion', en: 'joined on' },
	{ key: 'fee', fr: 'cotisation', en: 'fee' },
	{ key: 'tariff', fr: 'tarif', en: 'tariff' },
	{ key: 'owed', fr: 'dû', en: 'owed' },
	{ key: 'until', fr: 'échéance', en: 'until' },
	{ key: 'date', fr: 'date', en: 'date' },
	{ key: 'association', fr: 'association', en: 'association' }
] as const;

export type MergeField = (typeof MERGE_FIELDS)[number]['key'];
export type MergeValues = Readonly<Record<MergeField, string>>;

const byName = new Map<string, MergeField>(
	MERGE_FIELDS.flatMap(({ key, fr, en }) => [
		[fold(fr), key],
		[fold(en), key]
	])
);

/** A fault of a letter: where, and what stands there. */
export interface MergeFault {
	readonly kind: 'unknown' | 'open';
	/** What stands between the braces. */
	readonly name: string;
	/** From 1. */
	readonly line: number;
}

const FIELD = /\{([^{}\n]*)\}/g;

/** What is wrong with the fields of a text, in its order: a name that is none, a brace without its twin. */
export function mergeFaults(text: string): MergeFault[] {
	return text.split('\n').flatMap((content, index) => {
		const line = index + 1;
		const names = [...content.matchAll(FIELD)].map((match) => match[1] as string);
		const unknown = names
			.filter((name) => !byName.has(fold(name)))
			.map((name): MergeFault => ({ kind: 'unknown', name: name.trim(), line }));
		const [left] = /[{}].{0,20}/u.exec(content.replaceAll(FIELD, '')) ?? [];
		return left === undefined ? unknown : [...unknown, { kind: 'open', name: left, line }];
	});
}

/**
 * The text with the values of somebody. An empty value takes the space before it along, so that
 * « Bonjour {prénom}, » never becomes « Bonjour , ».
 */
export function mergeText(text: string, values: MergeValues): string {
	return text.replaceAll(/( ?)\{([^{}\n]*)\}/g, (written, space: string, name: string) => {
		const field = byName.get(fold(name));
		if (field === undefined) return written;
		const value = values[field];
		return value === '' ? '' : space + value;
	});
}
