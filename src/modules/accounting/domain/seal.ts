/** What the seal of an entry vouches for. */
export interface SealedEntry {
	readonly journal: string;
	readonly number: number;
	/** Civil day. */
	readonly date: string;
	readonly label: string;
	readonly reference: string | null;
	readonly thirdParty: string | null;
	/** ISO 8601, to the microsecond, UTC. */
	readonly validatedAt: string;
	/** In order: number of the account, debit and credit in cents, label. */
	readonly lines: readonly (readonly [string, number, number, string | null])[];
}

/** What stands before the first entry of the first locked year. */
export const CHAIN_START = '0'.repeat(64);

/**
 * The text of an entry that is hashed after the hash before it: a JSON array of its facts in this order, with no
 * space. It holds what the law wants kept (LPF art. A47 A-1; PCG art. 911-1 and following) and nothing that may change later, such
 * as the label of an account, so that anybody can compute it again from an export.
 */
export function canonicalText(entry: SealedEntry): string {
	const { journal, number, date, label, reference, thirdParty, validatedAt, lines } = entry;
	return JSON.stringify([
		journal,
		number,
		date,
		label,
		reference,
		thirdParty,
		validatedAt,
		lines.map(([account, debit, credit, lineLabel]) => [account, debit, credit, lineLabel])
	]);
}
