import { parseDay } from '#shared/day.ts';
import { refuseField } from '#shared/errors.ts';
import { parseCents } from '#shared/money.ts';

export const KINDS = ['income', 'expense', 'transfer'] as const;
export type Kind = (typeof KINDS)[number];

type Fields = Readonly<Record<string, string | undefined>>;

/**
 * What every kind has: dates and amounts as people write them.
 * @throws {Refusal} `accounting.amount-unread`
 */
function commonOf({ amountCents: typed, date = '', label, reference }: Fields) {
	const amountCents = typed === undefined ? undefined : parseCents(typed);
	if (typed !== undefined && amountCents === undefined) {
		throw refuseField('amountCents', 'accounting.amount-unread');
	}
	return { date: parseDay(date) ?? date, label, amountCents, reference };
}

/** An income or an expense. A number of account given by hand says more than a word. */
export function plainEntryOf(fields: Fields, fileIds: readonly string[]) {
	const { means, meaning, account, thirdParty } = fields;
	return {
		...commonOf(fields),
		means,
		account,
		meaning: account ? undefined : meaning,
		thirdParty,
		valueIds: valueIdsOf(fields),
		fileIds
	};
}

/** What was chosen on each axis: the fields `value-<axis>`. */
function valueIdsOf(fields: Fields): string[] {
	return Object.entries(fields).flatMap(([name, value]) =>
		name.startsWith('value-') && value ? [value] : []
	);
}

export function transferOf(fields: Fields, fileIds: readonly string[]) {
	return { ...commonOf(fields), from: fields.from, to: fields.to, fileIds };
}

/** What a preview asks, for any kind. */
export function previewOf(kind: Kind, fields: Fields) {
	const { reference: _, ...common } = commonOf(fields);
	const { means, meaning, account } = plainEntryOf(fields, []);
	return kind === 'transfer'
		? { ...common, direction: kind, means: fields.from, to: fields.to }
		: { ...common, direction: kind, means, meaning, account };
}
