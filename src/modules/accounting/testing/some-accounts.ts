import { day } from '#shared/day.ts';
import type { Day } from '#shared/day.ts';
import { perform } from '#platform/server/perform.ts';
import type { Caller } from '#platform/server/perform.ts';
import { openFiscalYear } from '../server/open-fiscal-year.ts';
import { postEntry } from '../server/post-entry.ts';

/** Opens the calendar year; answers its id. */
export async function aFiscalYear(caller: Caller, year = 2026): Promise<string> {
	const input = { start: `${year}-01-01`, end: `${year}-12-31` };
	const { fiscalYearId } = await perform(openFiscalYear, caller, input);
	return fiscalYearId;
}

export interface SimpleEntry {
	readonly journal?: string;
	readonly date?: Day;
	readonly label?: string;
	/** Number of the account debited, then credited. */
	readonly debit?: string;
	readonly credit?: string;
	readonly amountCents?: number;
}

/** Posts a balanced entry of two lines: dues of 20 € on the current account unless said. */
export async function anEntry(caller: Caller, entry: SimpleEntry = {}) {
	const {
		journal = 'BQ',
		date = day('2026-03-15'),
		label = 'Cotisation de Jeanne',
		debit = '5121',
		credit = '7561',
		amountCents = 2000
	} = entry;
	return perform(postEntry, caller, {
		journal,
		date,
		label,
		lines: [
			{ account: debit, debitCents: amountCents },
			{ account: credit, creditCents: amountCents }
		]
	});
}
