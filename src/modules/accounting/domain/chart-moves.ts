import { isHeading } from './account.ts';

/** A line of the table of moves between two nomenclatures. */
export interface ChartMove {
	readonly code: string;
	/** The account that takes its place; absent when the law leaves a choice. */
	readonly into?: string | undefined;
	readonly choices: readonly string[];
}

export type Destination =
	| { readonly kind: 'stays' }
	| { readonly kind: 'moves'; readonly into: string }
	| { readonly kind: 'choice'; readonly choices: readonly string[] };

/**
 * Where an account goes under a later nomenclature, of which `has` tells the accounts: the move that the table tells
 * for it or for the account it hangs below; else it stays, if the nomenclature has what it is or hangs below; else
 * the nearest account above takes its place. An account of one's own moves with the account it hangs below.
 */
export function destinationOf(
	account: { readonly code: string; readonly own: boolean },
	moves: ReadonlyMap<string, ChartMove>,
	has: (code: string) => boolean
): Destination {
	const above = prefixesOf(account.code);
	const move = (account.own ? above : above.slice(0, 1))
		.map((code) => moves.get(code))
		.find(Boolean);
	if (move?.into) return { kind: 'moves', into: move.into };
	if (move) return { kind: 'choice', choices: move.choices.filter(has) };
	if (account.own ? above.some(has) : has(account.code)) return { kind: 'stays' };
	const nearest = above.find((code) => has(code) && !isHeading(code));
	return nearest ? { kind: 'moves', into: nearest } : { kind: 'choice', choices: [] };
}

/**
 * The same under an earlier nomenclature, from which `moves` lead to that of the account: what it took the place of.
 * A number that means something else there does not stay.
 */
export function originOf(
	account: { readonly code: string; readonly own: boolean },
	moves: ReadonlyMap<string, ChartMove>,
	has: (code: string) => boolean
): Destination {
	const former = [...moves.values()]
		.filter(({ code, into }) => into === account.code && has(code))
		.map(({ code }) => code)
		.sort();
	if (!moves.has(account.code) && (former.length === 0 || has(account.code))) {
		return destinationOf(account, new Map(), has);
	}
	const [into] = former;
	const alone = into !== undefined && former.every((code) => code.startsWith(into));
	return alone ? { kind: 'moves', into } : { kind: 'choice', choices: former };
}

/** `60811` → 60811, 6081, 608, 60. */
function prefixesOf(code: string): string[] {
	return Array.from({ length: code.length - 1 }, (_, dropped) =>
		code.slice(0, code.length - dropped)
	);
}

/** Moves from a first nomenclature to a third, by way of a second. */
export function followedBy(
	first: ReadonlyMap<string, ChartMove>,
	second: ReadonlyMap<string, ChartMove>
): Map<string, ChartMove> {
	const combined = new Map(second);
	for (const [code, move] of first) {
		const onward = move.into === undefined ? undefined : second.get(move.into);
		const choices = move.choices.flatMap((choice) => {
			const next = second.get(choice);
			return next ? (next.into ?? next.choices) : choice;
		});
		combined.set(code, onward ? { ...onward, code } : { ...move, choices });
	}
	return combined;
}
