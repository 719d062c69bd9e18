import { fold } from '#shared/text.ts';

/** What a label tells: where the money goes, from an example that a person gave. */
export interface Rule {
	readonly id: string;
	/** Folded words that the line contains. */
	readonly contains: string;
	readonly direction: 'income' | 'expense';
	readonly meaning: string | null;
	readonly account: string | null;
	/** The label to write instead of the bank's. */
	readonly label: string | null;
}

/** The rule of a line: of those that fit, the one that says most. */
export function ruleOf<Known extends Rule>(
	{ search, cents }: { readonly search: string; readonly cents: number },
	rules: readonly Known[]
): Known | undefined {
	const direction = cents > 0 ? 'income' : 'expense';
	return rules
		.filter((rule) => rule.direction === direction && search.includes(rule.contains))
		.toSorted((a, b) => b.contains.length - a.contains.length || (a.id < b.id ? -1 : 1))[0];
}

/** The words of a line worth a rule: no figures, no date, the first three. */
export function exampleOf(label: string): string {
	return fold(label)
		.split(/[^a-z@.]+/)
		.filter((word) => word.length > 2)
		.slice(0, 3)
		.join(' ');
}
