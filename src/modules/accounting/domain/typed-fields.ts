import { parseDay } from '#shared/day.ts';
import { refuseField } from '#shared/errors.ts';
import { parseCents } from '#shared/money.ts';

type Fields = Readonly<Record<string, string | undefined>>;

/** An amount as typed. @throws {Refusal} `accounting.amount-unread` */
export function centsOf(fields: Fields, name: string): number | undefined {
	const text = fields[name];
	if (text === undefined) return undefined;
	const cents = parseCents(text);
	if (cents === undefined) throw refuseField(name, 'accounting.amount-unread');
	return cents;
}

/** A day as typed; what is none is left for the operation to refuse. */
export function dayOf(fields: Fields, name: string): string | undefined {
	const text = fields[name];
	return text === undefined ? undefined : (parseDay(text) ?? text);
}

/** The tax that a form says its entry is with; nothing when it says none. */
export function vatOf({ vatRate, vatAmountIs, vatPartly, vatDue, vatReverse }: Fields) {
	if (!vatRate) return undefined;
	return {
		...{ rate: vatRate, amountIs: vatAmountIs, partly: vatPartly === 'yes' },
		...{ exigibility: vatDue, reverse: vatReverse }
	};
}

/** What the form of a fixed asset says, as the operations take it. Years may have a half: `2,5`. */
export function assetOf(fields: Fields) {
	const { label, account, supplier, reference, partOfId, entryId, dayCount } = fields;
	const years = Number((fields.lifeYears ?? '').replace(',', '.'));
	if (Number.isNaN(years)) throw refuseField('lifeYears', 'accounting.years-unread');
	return {
		...{ label, account, supplier, reference, partOfId, entryId, dayCount },
		acquiredOn: dayOf(fields, 'acquiredOn'),
		inServiceOn: dayOf(fields, 'inServiceOn'),
		costCents: centsOf(fields, 'costCents'),
		residualCents: centsOf(fields, 'residualCents'),
		lifeMonths: years > 0 ? Math.round(years * 12) : undefined
	};
}
