/** What one of those who are paid for still owes, in cents. */
export interface Owing {
	/** Tells them apart: two shares that are worth the same go by it. */
	readonly key: string;
	readonly remainingCents: number;
}

/**
 * Shares one payment among what each owes, in proportion and to the last cent, in the order of `owing`; the
 * cents that are left go to the largest remainders. Who comes first in the list changes nothing.
 * @param amountCents at most the sum of what is owed
 */
export function shareOut(amountCents: number, owing: readonly Owing[]): number[] {
	const total = owing.reduce((sum, { remainingCents }) => sum + BigInt(remainingCents), 0n);
	if (total === 0n) return owing.map(() => 0);
	const parts = owing.map(({ key, remainingCents }) => {
		const product = BigInt(amountCents) * BigInt(remainingCents);
		return { key, cents: Number(product / total), rest: product % total };
	});
	let left = amountCents - parts.reduce((sum, { cents }) => sum + cents, 0);
	const byRest = parts.toSorted((a, b) =>
		a.rest === b.rest ? (a.key < b.key ? -1 : 1) : a.rest > b.rest ? -1 : 1
	);
	for (const part of byRest) {
		if (left === 0) break;
		part.cents += 1;
		left -= 1;
	}
	return parts.map(({ cents }) => cents);
}
