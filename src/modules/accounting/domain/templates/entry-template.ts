import { Refusal } from '#shared/errors.ts';
import type { Fault } from '#shared/errors.ts';
import { parseCents, sum, toDecimal } from '#shared/money.ts';
import { splitByPercent } from '../analytics/shares.ts';
import { MAX_AMOUNT_CENTS } from '../entry.ts';

/** Always the same amount, a share of a total, or neither: typed each time. */
export interface TemplateAmount {
	readonly side: 'debit' | 'credit';
	readonly amountCents?: number | undefined;
	/** Of the total, two decimals at most. */
	readonly percent?: number | undefined;
}

/** In hundredths of a percent. */
const WHOLE = 10_000;
const hundredths = (percent: number) => Math.round(percent * 100);

/**
 * The amounts of the lines, in cents; 0 for those that are to be typed, and for shares while no total is said. The
 * shares of a side come to their part of the total to the cent.
 */
export function filledIn(lines: readonly TemplateAmount[], totalCents?: number): number[] {
	const amounts = lines.map(({ amountCents = 0 }) => amountCents);
	if (totalCents === undefined) return amounts;
	for (const side of ['debit', 'credit'] as const) {
		const shared = lines.flatMap(({ side: of, percent }, index) =>
			of === side && percent !== undefined ? [{ index, share: hundredths(percent) }] : []
		);
		const parts = splitByPercent(
			totalCents,
			shared.map(({ share }) => share)
		);
		for (const [place, { index }] of shared.entries()) amounts[index] = parts[place] ?? 0;
	}
	return amounts;
}

/** What a cell of an amount says in the form of a template: `120,00`, `50 %`, or `?` for each time. */
export function writeCell({ amountCents, percent }: Omit<TemplateAmount, 'side'>): string {
	if (amountCents !== undefined) return toDecimal(amountCents);
	return percent === undefined ? '?' : `${String(percent).replace('.', ',')} %`;
}

/** The same, read; `undefined` when it says nothing that can be understood. */
export function readCell(text: string): Omit<TemplateAmount, 'side'> | undefined {
	const typed = text.trim();
	if (typed === '?') return {};
	if (!typed.endsWith('%')) {
		const amountCents = parseCents(typed);
		return amountCents === undefined ? undefined : { amountCents };
	}
	const percent = parseCents(typed.slice(0, -1).trim());
	return percent === undefined ? undefined : { percent: percent / 100 };
}

/**
 * @throws {Refusal} with every fault: fewer than two lines, an amount that is not positive, shares of a side that
 * exceed the total
 */
export function checkTemplateLines(lines: readonly TemplateAmount[]): void {
	const faults: Fault[] = [];
	if (lines.length < 2) faults.push({ path: 'lines', code: 'accounting.too-few-lines' });
	for (const [index, { amountCents, percent }] of lines.entries()) {
		const path = `lines.${index}`;
		const parameters = { line: index + 1 };
		if (amountCents !== undefined && percent !== undefined) {
			faults.push({ path, code: 'accounting.template-amount-twice', parameters });
		} else if ((amountCents ?? 1) <= 0 || (amountCents ?? 1) > MAX_AMOUNT_CENTS) {
			faults.push({ path, code: 'accounting.template-amount-invalid', parameters });
		} else if (percent !== undefined && (hundredths(percent) < 1 || hundredths(percent) > WHOLE)) {
			faults.push({ path, code: 'accounting.template-share-invalid', parameters });
		}
	}
	for (const side of ['debit', 'credit'] as const) {
		const shares = lines.map((line) => (line.side === side ? hundredths(line.percent ?? 0) : 0));
		if (sum(shares) > WHOLE) {
			faults.push({ path: 'lines', code: `accounting.template-shares-exceed-${side}` });
		}
	}
	const [first] = faults;
	if (first) throw new Refusal('invalid', first.code, first.parameters ?? {}, faults);
}
