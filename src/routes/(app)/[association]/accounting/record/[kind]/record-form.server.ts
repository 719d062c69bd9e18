import { refuseField } from '#shared/errors.ts';
import { sum } from '#shared/money.ts';
import { centsOf, dayOf, partsOf, valuesOf, vatOf } from '#modules/accounting/index.ts';

export const KINDS = ['income', 'expense', 'transfer'] as const;
export type Kind = (typeof KINDS)[number];

type Fields = Readonly<Record<string, string | undefined>>;

/**
 * What every kind has: dates and amounts as people write them.
 * @throws {Refusal} `accounting.amount-unread`
 */
function commonOf(fields: Fields) {
	const { label, reference, draftId } = fields;
	return {
		...{ label, reference, draftId },
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
		vat: vatOf(fields),
		parts: partsOf(fields)
	};
}

export function transferOf(fields: Fields, fileIds: readonly string[]) {
	return { ...commonOf(fields), from: fields.from, to: fields.to, fileIds };
}

/** What a preview asks, for any kind: one question for each part of the amount. */
export function previewsOf(kind: Kind, fields: Fields) {
	const { reference: _, draftId: _draft, ...common } = commonOf(fields);
	if (kind === 'transfer') {
		return [{ ...common, direction: kind, means: fields.from, to: fields.to }];
	}
	const { means, meaning, account, vat, parts = [] } = plainEntryOf(fields, []);
	const left = (common.amountCents ?? 0) - sum(parts.map(({ amountCents }) => amountCents));
	if (left < 0) throw refuseField('parts.0.amountCents', 'accounting.parts-exceed');
	const whole = { ...common, direction: kind, means };
	const split = parts.map(({ valueIds: __, label = common.label, vat: partVat, ...part }) => ({
		...{ ...whole, ...part, ...taxAsked(partVat) },
		label
	}));
	if (left === 0 && parts.length > 0) return split;
	const main = { ...whole, meaning, account, ...taxAsked(vat) };
	return [{ ...main, amountCents: common.amountCents && left }, ...split];
}

/** A tax as a preview asks for it. */
function taxAsked(vat: ReturnType<typeof vatOf>) {
	return {
		...{ vatRate: vat?.rate, vatAmountIs: vat?.amountIs },
		...{ vatPartly: vat?.partly, vatReverse: vat?.reverse }
	};
}
