/** A movement of the account of cheques to cash. */
export interface ChequeMovement {
	readonly cents: number;
}

/**
 * The cheques not brought to the bank yet, the oldest first. What left the account without a slip took the oldest
 * ones along; what it can't have paid whole stays.
 */
export function outstandingCheques<Movement extends ChequeMovement>(
	movements: readonly Movement[]
): Movement[] {
	let gone = movements.reduce((sum, { cents }) => sum + Math.max(-cents, 0), 0);
	const cheques = movements.filter(({ cents }) => cents > 0);
	const kept = cheques.findIndex(({ cents }) => {
		if (cents > gone) return true;
		gone -= cents;
		return false;
	});
	return kept === -1 ? [] : cheques.slice(kept);
}
