import { typedCents, type TypedLine } from '#modules/accounting/index.ts';

interface WrittenEntry {
	readonly journal: string;
	readonly label: string;
	readonly thirdParty: string | null;
	readonly lines: readonly {
		readonly account: string;
		readonly label: string | null;
		readonly debitCents: number;
		readonly creditCents: number;
		readonly thirdParty: string | null;
	}[];
}

interface WrittenShare {
	readonly position: number;
	readonly axisId: string;
	readonly valueId: string;
}

/** What the grid begins with, whatever it begins from. */
export interface Start {
	readonly journal: string;
	readonly label: string;
	readonly thirdParty: string;
	readonly lines: readonly TypedLine[];
}

/**
 * What the form begins with when an entry is written like another: all but its day, its piece and its vouchers. Of a
 * line shared among several projects, the first is kept: the page of its shares tells how much each has.
 */
export function startFrom(
	{ journal, label, thirdParty, lines }: WrittenEntry,
	shares: readonly WrittenShare[]
): Start {
	return {
		journal,
		label,
		thirdParty: thirdParty ?? '',
		lines: lines.map((line, index) => ({
			account: line.account,
			label: line.label ?? '',
			debitCents: typedCents(line.debitCents),
			creditCents: typedCents(line.creditCents),
			thirdParty: line.thirdParty ?? '',
			values: Object.fromEntries(
				shares
					.filter(({ position }) => position === index + 1)
					.toReversed()
					.map(({ axisId, valueId }) => [axisId, valueId])
			)
		}))
	};
}
