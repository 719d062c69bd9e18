import { refuseField } from '#shared/errors.ts';
import { sum } from '#shared/money.ts';
import { centsOf, dayOf, partsOf, valuesOf } from '#modules/accounting/index.ts';

export const KINDS = ['income', 'expense', 'transfer'] as const;
export type Kind = (typeof KINDS)[number];

type Fields = Readonly<Record<string, string | undefined>>;

/**
 * What every kind has: dates and amounts as people write them.
 * @throws {Refusal} `accounting.amount-unread`
 */
function commonOf(fields: Fields) {
	const { label, reference } = fields;
	return {
		...{ label, reference },
		date: dayOf(fields, 'date'),
		amountCents: centsOf(fields, 'amountCents')
	};
}

/** An income or an expense. A number of account given by hand says more than a word. */
export function plainEntryOf(fields: Fields, fileIds: readonly string[]) {
	const { means, meaning, account, thirdParty } = fields;
	return {
		...commonOf(fields),
		...{ means, account, thirdParty, fileIds },
		meaning: account ? undefined : meaning,
		valueIds: Object.values(valuesOf(fields)),
		parts: partsOf(fields)
	};
}

export function transferOf(fields: Fields, fileIds: readonly string[]) {
	return { ...commonOf(fields), from: fields.from, to: fields.to, fileIds };
}

/** What a preview asks, for any kind: one question for each part of the amount. */
export function previewsOf(kind: Kind, fields: Fields) {
	const { reference: _, ...common } = commonOf(fields);
	if (kind === 'transfer') {
		return [{ ...common, direction: kind, means: fields.from, to: fields.to }];
	}
	const { means, meaning, account, parts = [] } = plainEntryOf(fields, []);
	const left = (common.amountCents ?? 0) - sum(parts.map(({ amountCents }) => amountCents));
	if (left < 0) throw refuseField('parts.0.amountCents', 'accounting.parts-exceed');
	const whole = { ...common, direction: kind, means };
	const split = parts.map(({ valueIds: __, label = common.label, ...part }) => ({
		...whole,
		...part,
		label
	}));
	if (left === 0 && parts.length > 0) return split;
	return [{ ...whole, amountCents: common.amountCents && left, meaning, account }, ...split];
}
