import type { Day } from '#shared/day.ts';
import type { RefusalParameters } from '#shared/errors.ts';

/** The files that a bank gives, as this module tells them apart by their content. */
export const STATEMENT_FORMATS = [
	'camt.052',
	'camt.053',
	'camt.054',
	'ofx-1',
	'ofx-2',
	'qif',
	'csv',
	'xlsx',
	'ods'
] as const;
export type StatementFormat = (typeof STATEMENT_FORMATS)[number];

/** Whose statement it is, as the file says; nothing when it says nothing. */
export interface StatedAccount {
	readonly iban: string | null;
	/** As the bank writes it, without spaces, when it is no IBAN. */
	readonly number: string | null;
	readonly name: string | null;
	readonly bic: string | null;
}

export interface StatedBalance {
	/** What the bank holds for the association: negative when overdrawn. */
	readonly cents: number;
	readonly day: Day | null;
	/** ISO 4217, as stated with the balance itself. */
	readonly currency: string;
}

/** One of the operations that a single line of the statement gathers. */
export interface StatementPart {
	/** Signed like the line. */
	readonly cents: number;
	readonly label: string | null;
	readonly counterparty: string | null;
	readonly reference: string | null;
}

export interface StatementLine {
	/** The line of the file, from 1. */
	readonly at: number;
	readonly day: Day;
	readonly valueDay: Day | null;
	/** Signed: positive is money received. Never 0. */
	readonly cents: number;
	readonly label: string;
	readonly detail: string | null;
	readonly counterparty: string | null;
	readonly counterpartyIban: string | null;
	/** What the payer or the association wrote: end-to-end reference, number of a cheque. */
	readonly reference: string | null;
	/** Given by the bank to this line and to no other. */
	readonly bankReference: string | null;
	/** The word or code of the bank for what it is: `CHECK`, `PMNT/RCDT/ESCT`. */
	readonly type: string | null;
	/** In the currency of the payment, when it is another one: `12.50 USD`, and the rate when told. */
	readonly original: {
		readonly amount: string;
		readonly currency: string;
		readonly rate: string | null;
	} | null;
	/** Charges that the bank took on this line, told apart from its amount. */
	readonly chargesCents: number | null;
	/** Several operations of one line; empty when it is one. */
	readonly parts: readonly StatementPart[];
}

/** What deserves a word without stopping the import. */
export interface Remark {
	readonly code: string;
	readonly parameters: RefusalParameters;
}

/** One account over one period, whatever the format of the file. */
export interface Statement {
	readonly account: StatedAccount;
	/** Number that the bank gives to the statement. */
	readonly number: string | null;
	/** ISO 4217. */
	readonly currency: string;
	readonly from: Day | null;
	readonly to: Day | null;
	readonly opening: StatedBalance | null;
	readonly closing: StatedBalance | null;
	readonly lines: readonly StatementLine[];
	/** Lines that the bank has not booked yet: they come again once booked, so they are left out. */
	readonly pending: number;
	readonly remarks: readonly Remark[];
}

export const NO_ACCOUNT: StatedAccount = { iban: null, number: null, name: null, bic: null };

/** The first and last days that the lines and balances tell, when the file does not. */
export function periodOf({ from, to, lines, opening, closing }: Statement): {
	from: Day | null;
	to: Day | null;
} {
	const days = lines.map(({ day }) => day).sort();
	return {
		from: from ?? days[0] ?? opening?.day ?? closing?.day ?? null,
		to: to ?? days.at(-1) ?? closing?.day ?? null
	};
}
