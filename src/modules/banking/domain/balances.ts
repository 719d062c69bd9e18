import { sum } from '#shared/money.ts';
import type { Statement } from './statement.ts';

export interface BalanceCheck {
	readonly openingCents: number | null;
	readonly closingCents: number | null;
	readonly movementCents: number;
	/** Closing balance stated less the one reckoned; `null` when the file does not state both. */
	readonly gapCents: number | null;
	/** A stated balance is in another currency than the account. */
	readonly otherCurrency: string | null;
}

/** Opening balance plus lines against the closing balance, as the bank states them. */
export function checkBalances({ opening, closing, lines, currency }: Statement): BalanceCheck {
	const movementCents = sum(lines.map(({ cents }) => cents));
	const other = [opening, closing].find((balance) => balance && balance.currency !== currency);
	return {
		openingCents: opening?.cents ?? null,
		closingCents: closing?.cents ?? null,
		movementCents,
		gapCents: opening && closing ? closing.cents - opening.cents - movementCents : null,
		otherCurrency: other?.currency ?? null
	};
}
