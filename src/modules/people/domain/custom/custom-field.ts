import { slugify } from '#shared/text.ts';

/** What a field of the association’s own may hold. */
export const CUSTOM_KINDS = [
	'text',
	'long-text',
	'number',
	'money',
	'date',
	'month-day',
	'yes-no',
	'choice',
	'choices',
	'email',
	'phone',
	'url',
	'address',
	'country',
	'file',
	'person',
	'computed'
] as const;
export type CustomKind = (typeof CUSTOM_KINDS)[number];

/** Beside whoever writes all records: readers of all records, leaders of the person’s groups, the person. */
export const AUDIENCES = ['readers', 'leaders', 'self'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** One answer of a choice; the key is kept when its words change. */
export interface Option {
	readonly key: string;
	readonly labelFr: string;
	readonly labelEn: string;
}

/** A field that the association added to its records. */
export interface CustomField {
	readonly id: string;
	/** What values are kept under, and what the API and formulas call it; never changes. */
	readonly key: string;
	readonly kind: CustomKind;
	readonly labelFr: string;
	/** The French label when empty. */
	readonly labelEn: string;
	readonly helpFr: string;
	readonly helpEn: string;
	readonly required: boolean;
	readonly options: readonly Option[];
	/** Of a computed field: see `formula/`. */
	readonly formula: string | null;
	readonly seenBy: readonly Audience[];
	readonly editedBy: readonly Audience[];
	/** A column of the list of people. */
	readonly listed: boolean;
	/** Why it is asked (GDPR article 5): for the register of processing. */
	readonly purpose: string;
	/** Months that a value is kept after the person has left; `null` as long as the record. */
	readonly retentionMonths: number | null;
	readonly position: number;
}

/** The values of a person by key of field, as `cleanCustom` leaves them. */
export type CustomValues = Readonly<Record<string, string>>;

type Labelled = Pick<CustomField, 'labelFr' | 'labelEn'>;

export function customLabel({ labelFr, labelEn }: Labelled, locale: 'fr' | 'en'): string {
	return (locale === 'en' && labelEn) || labelFr;
}

/** A key that no other field has: `taille-de-tee-shirt`, `taille-de-tee-shirt-2`. */
export function freeKey(label: string, taken: ReadonlySet<string>): string {
	const base = slugify(label).slice(0, 40).replace(/-$/, '') || 'champ';
	let key = base;
	for (let rank = 2; taken.has(key); rank += 1) key = `${base}-${rank}`;
	return key;
}

/** Which audiences somebody belongs to as for one person; whoever writes all records sees all. */
export interface Viewer {
	readonly writes: boolean;
	readonly audiences: ReadonlySet<Audience>;
}

export function maySee({ seenBy }: Pick<CustomField, 'seenBy'>, viewer: Viewer): boolean {
	return viewer.writes || seenBy.some((audience) => viewer.audiences.has(audience));
}

export function mayEdit(
	{ editedBy, kind }: Pick<CustomField, 'editedBy' | 'kind'>,
	viewer: Viewer
): boolean {
	if (kind === 'computed') return false;
	return viewer.writes || editedBy.some((audience) => viewer.audiences.has(audience));
}

/** Kinds whose values have an order and can be compared, sorted and filtered at once. */
export function isIndexed(kind: CustomKind): boolean {
	return kind !== 'computed' && kind !== 'file' && kind !== 'long-text' && kind !== 'address';
}

/** Kinds by which a list is sorted: one value that people read in its order. */
export function isSortable(kind: CustomKind): boolean {
	return isIndexed(kind) && kind !== 'choices' && kind !== 'person';
}
