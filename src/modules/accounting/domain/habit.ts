import { fold } from '#shared/text.ts';

/** How often a word of a label went with an account. */
export interface Habit {
	readonly word: string;
	readonly accountId: string;
	readonly uses: number;
}

export interface Suggestion {
	readonly accountId: string;
	/** The word that weighs most, to say why. */
	readonly word: string;
	readonly uses: number;
}

const EMPTY = new Set(
	`le la les un une des du de et au aux pour par sur avec dans en a d l facture paiement achat virement
	cheque carte cb prelevement sepa vir prlv the of for and from invoice payment janvier fevrier mars avril
	mai juin juillet aout septembre octobre novembre decembre`.split(/\s+/)
);
const MAX_WORDS = 8;

/** The words of a label worth remembering: folded, no figures, no filler, sorted, at most eight. */
export function wordsOf(label: string): string[] {
	const words = fold(label)
		.split(/[^a-z]+/)
		.filter((word) => word.length > 2 && word.length <= 40 && !EMPTY.has(word));
	return [...new Set(words)].slice(0, MAX_WORDS).sort();
}

/**
 * The account that past entries with these words went to. Each word gives one vote, shared among its
 * accounts by use; the winner needs more than half of the votes, else nothing is suggested.
 */
export function suggest(habits: readonly Habit[]): Suggestion | undefined {
	const byWord = Map.groupBy(habits, ({ word }) => word);
	const votes = new Map<string, number>();
	for (const rows of byWord.values()) {
		const total = rows.reduce((uses, row) => uses + row.uses, 0);
		for (const { accountId, uses } of rows) {
			votes.set(accountId, (votes.get(accountId) ?? 0) + uses / total);
		}
	}
	const [winner] = [...votes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
	if (!winner || winner[1] * 2 <= byWord.size) return undefined;
	const [accountId] = winner;
	const [reason] = habits
		.filter((habit) => habit.accountId === accountId)
		.sort((a, b) => b.uses - a.uses || (a.word < b.word ? -1 : 1));
	return reason && { accountId, word: reason.word, uses: reason.uses };
}
