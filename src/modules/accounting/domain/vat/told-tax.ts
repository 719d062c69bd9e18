import type { Day } from '#shared/day.ts';
import { sum } from '#shared/money.ts';
import { takesThirdParties } from '../account.ts';
import { taxOn } from './amounts.ts';
import type { OpenLine, Payment, TaxToPay } from './due.ts';
import { exigibilityOf, type Exigibility } from './exigibility.ts';
import { VAT_RATES } from './rates.ts';
import { isOwed, vatKindOf, type VatKind } from './vat-kind.ts';

/** A line of an entry that has a tax. */
export interface EntryLine {
	readonly id: string;
	readonly account: string;
	readonly debitCents: number;
	readonly creditCents: number;
}

/** What is kept of a line of tax when it is written with its rate. */
export interface KeptTax {
	readonly kind: VatKind;
	readonly rate: string;
	readonly baseCents: number;
	readonly exigibility: Exigibility;
}

export interface ToldTax {
	readonly kind: VatKind;
	/** Unknown when neither the entry nor its amounts tell: of what is owed, it can't be declared. */
	readonly rate: string | null;
	/** In cents, above zero when it is collected or deducted, below when it is given back. */
	readonly baseCents: number;
	readonly vatCents: number;
	readonly exigibility: Exigibility;
}

const side = (kind: VatKind) => (isOwed(kind) || kind === 'exempt' ? -1 : 1);
const balance = ({ debitCents, creditCents }: EntryLine) => debitCents - creditCents;
const isThirdParty = ({ account }: EntryLine) =>
	takesThirdParties(account) && !account.startsWith('445');
const isMoney = ({ account }: EntryLine) => account.startsWith('5');
const ROUNDING_CENTS = 2;

/** What a line of tax is, by what it was written with, else by its account and the other lines of its entry. */
export function tellTax(
	line: EntryLine,
	kept: KeptTax | null,
	entry: readonly EntryLine[],
	{ day, servicesDue }: { day: Day; servicesDue: Exigibility }
): ToldTax | undefined {
	const kind = kept?.kind ?? vatKindOf(line.account);
	if (!kind) return undefined;
	const vatCents = kind === 'exempt' ? 0 : side(kind) * balance(line) + 0;
	if (kept) return { ...kept, kind, vatCents };
	const bears = kind === 'collected' ? /^7/ : kind === 'asset' ? /^2/ : /^6/;
	const about = entry.filter(({ account }) => bears.test(account));
	const amounts = about.map((each) => side(kind) * balance(each));
	const exigibility = exigibilityOf(about[0]?.account ?? '', servicesDue);
	if (kind !== 'collected') {
		return { kind, rate: null, baseCents: sum(amounts), vatCents, exigibility };
	}
	for (const baseCents of [sum(amounts), ...amounts]) {
		const rate = rateBetween(baseCents, vatCents, day);
		if (rate) return { kind, rate, baseCents, vatCents, exigibility };
	}
	return { kind, rate: null, baseCents: 0, vatCents, exigibility };
}

/** The only rate in force that day that takes one amount to the other, give or take the rounding of an invoice. */
function rateBetween(baseCents: number, vatCents: number, day: Day): string | undefined {
	const fits = VAT_RATES.filter(
		({ basisPoints, from, until }) =>
			from <= day &&
			(!until || day <= until) &&
			Math.abs(taxOn(baseCents, basisPoints).vatCents - vatCents) <= ROUNDING_CENTS
	);
	const points = new Set(fits.map(({ basisPoints }) => basisPoints));
	return vatCents !== 0 && points.size === 1 ? fits[0]?.code : undefined;
}

/** How the tax of an entry is paid: what of the entry was paid at once, and what its third parties paid since. */
export function paymentOf(
	{ kind, vatCents, baseCents, exigibility }: ToldTax,
	day: Day,
	entry: readonly EntryLine[],
	payments: ReadonlyMap<string, readonly Payment[]>
): TaxToPay {
	const sign = Math.sign(vatCents || baseCents) * -side(kind);
	const against = (wanted: (line: EntryLine) => boolean) =>
		entry.filter((line) => wanted(line) && Math.sign(balance(line)) === sign);
	const total = (lines: readonly EntryLine[]) => sum(lines.map((line) => Math.abs(balance(line))));
	const owed = against(isThirdParty);
	const paidAtOnceCents = total(against(isMoney));
	return {
		...{ exigibility, day, paidAtOnceCents, totalCents: total(owed) + paidAtOnceCents },
		payments: owed.flatMap(({ id }) => payments.get(id) ?? [])
	};
}

/** Lines of third parties, as letterings match them. */
export function toOpenLine(line: EntryLine & { readonly day: Day }): OpenLine {
	return { id: line.id, day: line.day, cents: balance(line) };
}
