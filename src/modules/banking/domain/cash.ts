/** Notes and coins in euros that are legal tender, in cents, the largest first. */
export const FACES = [
	50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1
] as const;

/** How many of each, by face value in cents. */
export type Pieces = Readonly<Record<string, number>>;

/** What is in the box, in cents. */
export function countOf(pieces: Pieces): number {
	return FACES.reduce((total, face) => total + face * (pieces[String(face)] ?? 0), 0);
}
