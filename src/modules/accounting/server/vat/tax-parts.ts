import type { z } from 'zod';
import type { Day } from '#shared/day.ts';
import { Refusal } from '#shared/errors.ts';
import type { OperationContext } from '#platform/server/operation.ts';
import type { DraftLine } from '#modules/accounting/domain/entry.ts';
import type { Direction } from '#modules/accounting/domain/meanings.ts';
import { withTax, type TaxPlaces } from '#modules/accounting/domain/vat/taxed-entry.ts';
import type { KnownYear } from '../fiscal-years.ts';
import type { KnownAccount } from '../accounts.ts';
import { keepTax, type EntryTax, type vatField } from './entry-tax.ts';
import { plannedTax } from './planned-tax.ts';

/** A part of a movement, with the line that it would have without tax. */
export interface TaxablePart {
	readonly part: {
		/** Signed like the movement. */
		readonly amountCents: number;
		readonly vat?: z.output<typeof vatField> | undefined;
	};
	readonly direction: Direction;
	readonly account: KnownAccount;
	readonly line: DraftLine;
	/** Before the names of its fields, where a fault is told. */
	readonly path: string;
}

/** The lines of a part: what it is about, then its tax when it has one. */
export interface Taxed {
	readonly lines: readonly DraftLine[];
	/** How many lines of the parts come before. */
	readonly place: number;
	readonly tax?: EntryTax & TaxPlaces;
}

/** The parts with their taxes. @throws {Refusal} as `taxOfEntry`, at the field of the part */
export async function taxParts<Part extends TaxablePart>(
	context: OperationContext,
	year: KnownYear,
	date: Day,
	parts: readonly Part[]
): Promise<(Part & Taxed)[]> {
	const taxed: (Part & Taxed)[] = [];
	let place = 0;
	for (const placed of parts) {
		const { part, direction, account, line, path } = placed;
		const entry = { date, vat: part.vat, amountCents: Math.abs(part.amountCents) };
		const tax = await plannedTax(context, year, direction, account, entry).catch(at(path));
		const side = line.debitCents > 0 ? 'debitCents' : 'creditCents';
		const whole = tax ? { ...line, [side]: tax.paidCents } : line;
		const { lines, ...places } = tax
			? withTax([whole], account, tax, tax.accounts)
			: { lines: [whole], position: 1 };
		taxed.push({ ...placed, lines, place, ...(tax && { tax: { ...tax, ...places } }) });
		place += lines.length;
	}
	return taxed;
}

/** Keeps the taxes of the parts, whose first line is at `first` of the entry, counted from one. */
export async function keepTaxes(
	context: OperationContext,
	entryId: string,
	parts: readonly Taxed[],
	first: number
): Promise<void> {
	for (const { tax, place } of parts) {
		if (!tax) continue;
		const at = (position: number) => first + place + position - 1;
		const { position, owedPosition } = tax;
		const places = {
			position: at(position),
			owedPosition: owedPosition === undefined ? undefined : at(owedPosition)
		};
		await keepTax(context, entryId, places, tax);
	}
}

/** Tells a fault of a tax at its part. */
function at(path: string) {
	return (refusal: unknown): never => {
		if (!(refusal instanceof Refusal)) throw refusal;
		const { kind, code, parameters, faults } = refusal;
		const placed = faults.map((fault) => ({ ...fault, path: path + fault.path }));
		throw new Refusal(kind, code, parameters, placed);
	};
}
