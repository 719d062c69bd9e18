/** A generator that always draws the same numbers from the same seed: mulberry32 (public domain). */
export interface Random {
	/** From 0, included, to 1, excluded. */
	next(): number;
	/** A whole number from `low` to `high`, both included. */
	int(low: number, high: number): number;
	/** True with that probability. */
	chance(probability: number): boolean;
	/** @throws {RangeError} when there is nothing to pick from. */
	pick<T>(items: readonly T[]): T;
}

export function randomFrom(seed: number): Random {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
	const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
	return {
		next,
		int,
		chance: (probability) => next() < probability,
		pick(items) {
			if (items.length === 0) throw new RangeError('Nothing to pick from');
			return items[int(0, items.length - 1)] as (typeof items)[number];
		}
	};
}
