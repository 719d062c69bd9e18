/** `part` out of `whole` of an amount in cents, to the nearest cent, halves upward; exact whatever the size. */
export function proportion(amountCents: number, part: number, whole: number): number {
	const twice = 2n * BigInt(amountCents) * BigInt(part) + BigInt(whole);
	return Number(twice / (2n * BigInt(whole)));
}
